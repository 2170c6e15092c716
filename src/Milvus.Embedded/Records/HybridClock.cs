namespace Milvus.Embedded.Records;

/// <summary>
/// Hybrid timestamps as in Milvus (pkg/util/tsoutil): milliseconds since 1970, shifted left by 18 bits, plus a counter. They are unique and
/// ascending, even after the file is opened again or the clock is set back. Ids and generated keys come from the same sequence.
/// </summary>
internal sealed class HybridClock(long last, TimeProvider time)
{
    /// <summary>The number of bits of the counter below the milliseconds.</summary>
    public const int LogicalBits = 18;

    private readonly object _gate = new();
    private long _last = last;

    /// <summary>The source of time of the whole database; tests replace it.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>The last timestamp that was used.</summary>
    public long Last => Volatile.Read(ref _last);

    public long Next() => Reserve(1);

    /// <summary>Reserves a number of consecutive timestamps and returns the first.</summary>
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

    /// <summary>The first timestamp of a time.</summary>
    public static long At(DateTime moment) => new DateTimeOffset(moment).ToUnixTimeMilliseconds() << LogicalBits;

    public static long Milliseconds(long timestamp) => timestamp >> LogicalBits;
}
