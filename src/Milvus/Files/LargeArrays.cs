namespace Milvus.Files;

/// <summary>
/// Frees large arrays that a transfer no longer uses. The runtime lets them grow to hundreds of megabytes before it does, but a file of
/// any size should need little memory.
/// </summary>
internal sealed class LargeArrays
{
    private const long CollectedBytes = 16 << 20;
    private const long GrownBytes = 48 << 20;

    private long _bytes;
    private long _limit = GC.GetTotalMemory(forceFullCollection: false) + GrownBytes;

    /// <summary>Counts bytes that were read or written.</summary>
    internal void Count(long bytes)
    {
        _bytes += Math.Min(bytes, CollectedBytes);
        if (_bytes < CollectedBytes)
        {
            return;
        }

        _bytes = 0;

        // In the background: a session can have much memory of its own, which takes long to look through. On a busy machine, arrays can
        // be made faster than that.
        var isLate = GC.GetTotalMemory(forceFullCollection: false) > _limit;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: isLate);
        if (isLate)
        {
            // What is left is in use.
            _limit = Math.Max(_limit, GC.GetTotalMemory(forceFullCollection: false) + GrownBytes);
        }
    }
}
