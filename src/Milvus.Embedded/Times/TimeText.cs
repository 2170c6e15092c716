using System.Globalization;

namespace Milvus.Embedded.Times;

/// <summary>
/// Moments as texts. A moment is the microseconds since 1970 in UTC; a text is of ISO 8601 with an offset, or without one in a given zone.
/// </summary>
internal static class TimeText
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMillisecond / 1000;

    /// <summary>The calendar repeats itself after so many years.</summary>
    private const int CycleYears = 400;
    private const long CycleTicks = 146_097 * TimeSpan.TicksPerDay;

    private static readonly TimeSpan _mostOffset = TimeSpan.FromHours(14);
    private static readonly TimeSpan _leastOffset = TimeSpan.FromHours(-12);

    private static readonly string[] _dates = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd"];

    /// <summary>Reads a text; digits after the microsecond are cut off.</summary>
    public static bool TryRead(string text, TimeZoneInfo zone, out long microseconds)
    {
        microseconds = 0;
        var body = text.AsSpan().Trim();
        if (!TryTakeOffset(ref body, out var offset))
        {
            return false;
        }

        // .NET's calendar begins with the year 1; the year 0 is that of 400 years later, moved.
        var isYearZero = body.StartsWith("0000-", StringComparison.Ordinal);
        if (
            !DateTime.TryParseExact(
                Shorten(isYearZero ? $"0{CycleYears}{body[4..]}" : body),
                _dates,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var date))
        {
            return false;
        }

        var ticks = date.Ticks - (offset ?? OffsetOfClock(date, zone)).Ticks - (isYearZero ? CycleTicks : 0);
        microseconds = FloorDiv(ticks - DateTime.UnixEpoch.Ticks);
        return true;
    }

    /// <summary>The hours of an offset that no zone has; null where there is none such.</summary>
    public static int? ExcessOffset(string text)
    {
        var body = text.AsSpan().Trim();
        return TryTakeOffset(ref body, out var offset) && offset is { } given && (given > _mostOffset || given < _leastOffset)
            ? (int)given.TotalHours
            : null;
    }

    /// <summary>Writes a moment with the offset it has in a zone; Z for none.</summary>
    public static string Write(long microseconds, TimeZoneInfo zone)
    {
        var offset = zone.GetUtcOffset(Utc(microseconds));
        var ticks = (Int128)microseconds * TicksPerMicrosecond + DateTime.UnixEpoch.Ticks + offset.Ticks;
        // What .NET's calendar does not reach is as 400 years, or several times that, nearer.
        var cycles = (int)(
            ticks < 0 ? (ticks - CycleTicks + 1) / CycleTicks
            : ticks > DateTime.MaxValue.Ticks ? (ticks - DateTime.MaxValue.Ticks + CycleTicks - 1) / CycleTicks
            : 0);
        var local = new DateTime((long)(ticks - ((Int128)cycles * CycleTicks)), DateTimeKind.Unspecified);
        var text = (local.Year + (cycles * CycleYears)).ToString("D4", CultureInfo.InvariantCulture)
            + local.ToString("'-'MM-dd'T'HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture);
        return offset == TimeSpan.Zero
            ? text + "Z"
            : string.Create(CultureInfo.InvariantCulture, $"{text}{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hh\\:mm}");
    }

    /// <summary>The clock of a zone at a moment.</summary>
    public static DateTime Local(long microseconds, TimeZoneInfo zone, out TimeSpan offset)
    {
        var utc = Utc(microseconds);
        offset = zone.GetUtcOffset(utc);
        var ticks = Math.Clamp(utc.Ticks + offset.Ticks, 0, DateTime.MaxValue.Ticks);
        return new DateTime(ticks, DateTimeKind.Unspecified);
    }

    /// <summary>A moment as a date; what no date reaches is the nearest one.</summary>
    public static DateTime Utc(long microseconds)
    {
        var ticks = (Int128)microseconds * TicksPerMicrosecond + DateTime.UnixEpoch.Ticks;
        return new DateTime((long)Int128.Clamp(ticks, 0, DateTime.MaxValue.Ticks), DateTimeKind.Utc);
    }

    public static long Microseconds(DateTime utc) => FloorDiv(utc.Ticks - DateTime.UnixEpoch.Ticks);

    /// <summary>
    /// The offset of what a clock shows. A time that a change of clocks leaves out, or has twice, is taken as Milvus does: by the offset
    /// there would be if the clock showed UTC, and if that leads past the change, by the one there.
    /// </summary>
    private static TimeSpan OffsetOfClock(DateTime clock, TimeZoneInfo zone)
    {
        var first = zone.GetUtcOffset(DateTime.SpecifyKind(clock, DateTimeKind.Utc));
        var ticks = Math.Clamp(clock.Ticks - first.Ticks, 0, DateTime.MaxValue.Ticks);
        return first == TimeSpan.Zero ? first : zone.GetUtcOffset(new DateTime(ticks, DateTimeKind.Utc));
    }

    /// <summary>Takes `Z` or `+08:00` from the end; null where there is neither.</summary>
    private static bool TryTakeOffset(ref ReadOnlySpan<char> text, out TimeSpan? offset)
    {
        offset = null;
        if (text.EndsWith("Z", StringComparison.OrdinalIgnoreCase))
        {
            offset = TimeSpan.Zero;
            text = text[..^1];
            return true;
        }

        const int Digits = 6;
        if (text.Length <= Digits || text[^3] != ':' || text[^6] is not ('+' or '-'))
        {
            return true;
        }

        if (!TimeSpan.TryParseExact(text[^5..], @"hh\:mm", CultureInfo.InvariantCulture, out var size))
        {
            return false;
        }

        offset = text[^6] == '-' ? -size : size;
        text = text[..^Digits];
        return true;
    }

    /// <summary>At most seven digits of a second, which is what a date has.</summary>
    private static ReadOnlySpan<char> Shorten(ReadOnlySpan<char> text)
    {
        const int MostDigits = 7;
        var point = text.LastIndexOf('.');
        return point >= 0 && text.Length - point - 1 is > MostDigits and <= 9 && !text[(point + 1)..].ContainsAnyExceptInRange('0', '9')
            ? text[..(point + 1 + MostDigits)]
            : text;
    }

    private static long FloorDiv(long ticks) => (ticks >= 0 ? ticks : ticks - TicksPerMicrosecond + 1) / TicksPerMicrosecond;
}
