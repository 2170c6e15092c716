namespace Milvus.Embedded.Records;

/// <summary>
/// Hybrid timestamps as Milvus makes them: milliseconds since 1970 shifted left by 18 bits, plus a counter. Never the same twice and
/// never backwards, also over a reopening and a clock set back. Row keys of auto-id collections come from the same sequence.
/// </summary>
internal sealed class HybridClock(long last, TimeProvider time)
{
    /// <summary>Bits of the counter below the milliseconds.</summary>
    public const int LogicalBits = 18;

    private readonly object _gate = new();
    private long _last = last;

    /// <summary>Where the time of the whole database comes from; tests put their own here.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>The newest timestamp given out.</summary>
    public long Last => Volatile.Read(ref _last);

    public long Next() => Reserve(1);

    /// <summary>Takes a run of timestamps and returns the first.</summary>
    public long Reserve(int count)
    {
        // Asked before the lock, so that no code of others runs inside of it.
        var now = Time.GetUtcNow().ToUnixTimeMilliseconds() << LogicalBits;
        lock (_gate)
        {
            var first = Math.Max(_last + 1, now);
            Volatile.Write(ref _last, first + count - 1);
            return first;
        }
    }

    /// <summary>Milliseconds since 1970 of a timestamp.</summary>
    public static long At(DateTime moment) => new DateTimeOffset(moment).ToUnixTimeMilliseconds() << LogicalBits;

    public static long Milliseconds(long timestamp) => timestamp >> LogicalBits;
}
