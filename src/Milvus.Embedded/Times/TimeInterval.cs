using System.Globalization;
using System.Text.RegularExpressions;

namespace Milvus.Embedded.Times;

/// <summary>A duration in ISO 8601, such as `P1Y2M3DT4H5M6S`. Months are separate because their length varies.</summary>
internal sealed partial record TimeInterval(int Months, long Microseconds)
{
    public static TimeInterval? Of(string text)
    {
        var match = Pattern().Match(text.Trim());
        if (!match.Success || match.Groups.Values.Skip(1).All(group => !group.Success))
        {
            return null;
        }

        try
        {
            checked
            {
                var days = (Number(match, "weeks") * 7) + Number(match, "days");
                var seconds = (((((days * 24) + Number(match, "hours")) * 60) + Number(match, "minutes")) * 60) + Number(match, "seconds");
                return new TimeInterval((int)((Number(match, "years") * 12) + Number(match, "months")), (long)(seconds * 1_000_000));
            }
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>
    /// Adds the duration to a timestamp, or subtracts it. A result beyond the calendar is the smallest or largest number.
    /// </summary>
    public long From(long microseconds, bool earlier)
    {
        var date = TimeText.Utc(microseconds);
        try
        {
            date = date.AddMonths(earlier ? -Months : Months);
        }
        catch (ArgumentOutOfRangeException)
        {
            return earlier ? long.MinValue : long.MaxValue;
        }

        var moved = (Int128)TimeText.Microseconds(date) + (earlier ? -(Int128)Microseconds : Microseconds);
        return (long)Int128.Clamp(moved, long.MinValue, long.MaxValue);
    }

    private static decimal Number(Match match, string group) =>
        match.Groups[group].Success ? decimal.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"^P(?:(?<years>\d+)Y)?(?:(?<months>\d+)M)?(?:(?<weeks>\d+)W)?(?:(?<days>\d+)D)?"
            + @"(?:T(?=\d)(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?(?:(?<seconds>\d+(?:\.\d+)?)S)?)?$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
