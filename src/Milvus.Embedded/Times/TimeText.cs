using System.Globalization;

namespace Milvus.Embedded.Times;

/// <summary>
/// Moments as texts. A moment is the microseconds since 1970 in UTC; a text is of ISO 8601 with an offset, or without one in a given zone.
/// </summary>
internal static class TimeText
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMillisecond / 1000;

    private static readonly string[] s_dates = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd"];

    /// <summary>Reads a text; digits after the microsecond are cut off.</summary>
    public static bool TryRead(string text, TimeZoneInfo zone, out long microseconds)
    {
        microseconds = 0;
        var body = text.AsSpan().Trim();
        if (!TryTakeOffset(ref body, out var offset)
            || !DateTime.TryParseExact(Shortened(body), s_dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return false;
        }
        // A time that a change of clocks leaves out, or has twice, is taken with the standard offset.
        var ticks = date.Ticks - (offset ?? zone.GetUtcOffset(date)).Ticks;
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }
        microseconds = FloorDiv(ticks - DateTime.UnixEpoch.Ticks);
        return true;
    }

    /// <summary>Writes a moment with the offset it has in a zone; Z for none.</summary>
    public static string Write(long microseconds, TimeZoneInfo zone)
    {
        var local = Local(microseconds, zone, out var offset);
        var text = local.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture);
        return offset == TimeSpan.Zero ? text + "Z" : string.Create(CultureInfo.InvariantCulture, $"{text}{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hh\\:mm}");
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
    private static ReadOnlySpan<char> Shortened(ReadOnlySpan<char> text)
    {
        const int MostDigits = 7;
        var point = text.LastIndexOf('.');
        return point >= 0 && text.Length - point - 1 is > MostDigits and <= 9 && !text[(point + 1)..].ContainsAnyExceptInRange('0', '9') ? text[..(point + 1 + MostDigits)] : text;
    }

    private static long FloorDiv(long ticks) => (ticks >= 0 ? ticks : ticks - TicksPerMicrosecond + 1) / TicksPerMicrosecond;
}
