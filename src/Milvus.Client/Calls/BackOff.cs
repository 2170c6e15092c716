namespace Milvus.Client.Calls;

/// <summary>How long to wait before a call is sent again.</summary>
internal static class BackOff
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    /// <summary>
    /// A random time up to 0.1 s × 3ⁿ, never more than 3 s: clients that failed together must not come back together. A server that
    /// limits the rate was there and said no, so at least half of that time is waited.
    /// </summary>
    internal static TimeSpan After(int attempt, bool rateLimited)
    {
        var top = Math.Min(First.TotalMilliseconds * Math.Pow(3, attempt - 1), Longest.TotalMilliseconds);
        var share = Random.Shared.NextDouble();
        return TimeSpan.FromMilliseconds(rateLimited ? top * (0.5 + (share / 2)) : top * share);
    }
}
