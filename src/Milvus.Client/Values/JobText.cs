namespace Milvus.Client.Values;

/// <summary>States and times of server jobs for the user.</summary>
internal static class JobText
{
    /// <summary>The name of a state without the common prefix of its enumeration. Unknown states stay numbers.</summary>
    internal static string State(Enum state, string kind)
    {
        var text = state.ToString();
        return text.StartsWith(kind, StringComparison.Ordinal) ? text[kind.Length..] : text;
    }

    /// <summary>Converts a Unix time in milliseconds; null for 0 and for an invalid time.</summary>
    internal static DateTime? Time(long milliseconds) =>
        milliseconds > 0 && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime
            : null;

    /// <summary>A span of milliseconds; null for 0.</summary>
    internal static TimeSpan? Span(ulong milliseconds) =>
        milliseconds is > 0 and < 1UL << 50 ? TimeSpan.FromMilliseconds(milliseconds) : null;
}
