namespace Milvus.Files;

/// <summary>
/// Frees large arrays that a transfer no longer uses. The runtime lets them grow to hundreds of megabytes before it does, but a file of
/// any size should need little memory.
/// </summary>
internal sealed class LargeArrays
{
    private const long CollectedBytes = 16 << 20;

    private long _bytes;

    /// <summary>Counts bytes that were read or written.</summary>
    internal void Count(long bytes)
    {
        _bytes += Math.Min(bytes, CollectedBytes);
        if (_bytes >= CollectedBytes)
        {
            _bytes = 0;
            // In the background: a session can have much memory of its own, which takes long to look through.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
        }
    }
}
