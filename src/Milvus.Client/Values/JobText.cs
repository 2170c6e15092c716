namespace Milvus.Client.Values;

/// <summary>States and times of server jobs as users read them.</summary>
internal static class JobText
{
    /// <summary>The name of a state without the word that begins all states of its kind. Unknown ones stay numbers.</summary>
    internal static string State(Enum state, string kind)
    {
        var text = state.ToString();
        return text.StartsWith(kind, StringComparison.Ordinal) ? text[kind.Length..] : text;
    }

    /// <summary>The moment of a Unix time in milliseconds; null for 0, and for what is no time.</summary>
    internal static DateTime? Time(long milliseconds) =>
        milliseconds > 0 && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime
            : null;

    /// <summary>A span of milliseconds; null for 0.</summary>
    internal static TimeSpan? Span(ulong milliseconds) =>
        milliseconds is > 0 and < 1UL << 50 ? TimeSpan.FromMilliseconds(milliseconds) : null;
}
