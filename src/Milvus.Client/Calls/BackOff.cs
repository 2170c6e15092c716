namespace Milvus.Client.Calls;

/// <summary>The delays between attempts of a call.</summary>
internal static class BackOff
{
    private static readonly TimeSpan _first = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan _most = TimeSpan.FromSeconds(8);

    /// <summary>
    /// A random time up to 0.1 s × 3ⁿ, at most 3 s (exponential backoff with jitter), so that clients do not retry together. A server that
    /// limits the rate has answered, so the delay is at least half of that time. A call that servers allow only rarely has its own minimum.
    /// </summary>
    internal static TimeSpan GetDelay(int attempt, bool rateLimited, TimeSpan? first = null)
    {
        if (rateLimited && first is { } least)
        {
            var pause = Math.Min(least.TotalMilliseconds * Math.Pow(2, attempt - 1), _most.TotalMilliseconds);
            return TimeSpan.FromMilliseconds(pause * (1 + (Random.Shared.NextDouble() / 2)));
        }

        var top = Math.Min(_first.TotalMilliseconds * Math.Pow(3, attempt - 1), _longest.TotalMilliseconds);
        var share = Random.Shared.NextDouble();
        return TimeSpan.FromMilliseconds(rateLimited ? top * (0.5 + (share / 2)) : top * share);
    }
}
