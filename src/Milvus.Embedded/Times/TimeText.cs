using System.Globalization;

namespace Milvus.Embedded.Times;

/// <summary>
/// Converts timestamps to text and back. A timestamp counts microseconds since 1970 in UTC. The text is ISO 8601 with an offset, or a local
/// time of a given zone.
/// </summary>
internal static class TimeText
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMillisecond / 1000;

    /// <summary>The Gregorian calendar repeats after 400 years, which are 146,097 days.</summary>
    private const int CycleYears = 400;
    private const long CycleTicks = 146_097 * TimeSpan.TicksPerDay;

    private static readonly TimeSpan _mostOffset = TimeSpan.FromHours(14);
    private static readonly TimeSpan _leastOffset = TimeSpan.FromHours(-12);

    private static readonly string[] _dates = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd"];

    /// <summary>Parses a text. Digits after the microsecond are truncated.</summary>
    public static bool TryRead(string text, TimeZoneInfo zone, out long microseconds)
    {
        microseconds = 0;
        var body = text.AsSpan().Trim();
        if (!TryTakeOffset(ref body, out var offset))
        {
            return false;
        }

        // The calendar of .NET begins with year 1. Year 0 is parsed as year 400 and moved back.
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

    /// <summary>The hours of an offset outside -12 to +14; null if the offset is valid or missing.</summary>
    public static int? ExcessOffset(string text)
    {
        var body = text.AsSpan().Trim();
        return TryTakeOffset(ref body, out var offset) && offset is { } given && (given > _mostOffset || given < _leastOffset)
            ? (int)given.TotalHours
            : null;
    }

    /// <summary>Formats a timestamp with the offset of a zone; Z if the offset is 0.</summary>
    public static string Write(long microseconds, TimeZoneInfo zone)
    {
        var offset = zone.GetUtcOffset(Utc(microseconds));
        var ticks = (Int128)microseconds * TicksPerMicrosecond + DateTime.UnixEpoch.Ticks + offset.Ticks;
        // Times beyond the calendar of .NET are moved by multiples of 400 years, and the year is corrected below.
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

    /// <summary>The local time of a zone at a timestamp.</summary>
    public static DateTime Local(long microseconds, TimeZoneInfo zone, out TimeSpan offset)
    {
        var utc = Utc(microseconds);
        offset = zone.GetUtcOffset(utc);
        var ticks = Math.Clamp(utc.Ticks + offset.Ticks, 0, DateTime.MaxValue.Ticks);
        return new DateTime(ticks, DateTimeKind.Unspecified);
    }

    /// <summary>A timestamp as a date. Beyond the range of <see cref="DateTime"/> it is the nearest date.</summary>
    public static DateTime Utc(long microseconds)
    {
        var ticks = (Int128)microseconds * TicksPerMicrosecond + DateTime.UnixEpoch.Ticks;
        return new DateTime((long)Int128.Clamp(ticks, 0, DateTime.MaxValue.Ticks), DateTimeKind.Utc);
    }

    public static long Microseconds(DateTime utc) => FloorDiv(utc.Ticks - DateTime.UnixEpoch.Ticks);

    /// <summary>
    /// The offset of a local time. Milvus resolves a time that a clock change skips or repeats with two look-ups: it takes the offset at
    /// this clock time in UTC, converts with it, and uses the offset at the resulting time.
    /// </summary>
    private static TimeSpan OffsetOfClock(DateTime clock, TimeZoneInfo zone)
    {
        var first = zone.GetUtcOffset(DateTime.SpecifyKind(clock, DateTimeKind.Utc));
        var ticks = Math.Clamp(clock.Ticks - first.Ticks, 0, DateTime.MaxValue.Ticks);
        return first == TimeSpan.Zero ? first : zone.GetUtcOffset(new DateTime(ticks, DateTimeKind.Utc));
    }

    /// <summary>Removes `Z` or an offset such as `+08:00` from the end; null if there is neither.</summary>
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

    /// <summary>Cuts the fraction of a second to seven digits, the precision of <see cref="DateTime"/>.</summary>
    private static ReadOnlySpan<char> Shorten(ReadOnlySpan<char> text)
    {
        const int MaxDigits = 7;
        var point = text.LastIndexOf('.');
        return point >= 0 && text.Length - point - 1 is > MaxDigits and <= 9 && !text[(point + 1)..].ContainsAnyExceptInRange('0', '9')
            ? text[..(point + 1 + MaxDigits)]
            : text;
    }

    private static long FloorDiv(long ticks) => (ticks >= 0 ? ticks : ticks - TicksPerMicrosecond + 1) / TicksPerMicrosecond;
}
