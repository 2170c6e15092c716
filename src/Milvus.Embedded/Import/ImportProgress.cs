namespace Milvus.Embedded.Import;

/// <summary>The progress of reading the files of an import.</summary>
internal sealed class ImportProgress
{
    /// <summary>The progress when all files are read. Writing is a single step.</summary>
    private const int ReadPercent = 90;

    private long _finished;
    private long _read;
    private long _steps;
    private volatile bool _isWaiting;

    /// <summary>The size of all files in bytes.</summary>
    public long Total { get; set; }

    public int Percent => Total <= 0 ? 0 : (int)Math.Min(ReadPercent, ReadPercent * Volatile.Read(ref _read) / Total);

    /// <summary>Increases with each read and each batch, so that a read without progress is noticed.</summary>
    public long Steps => Interlocked.Read(ref _steps);

    /// <summary>Whether an embedder computes vectors, which has time limits of its own.</summary>
    public bool IsWaiting
    {
        get => _isWaiting;
        set => _isWaiting = value;
    }

    /// <summary>Reports that something was read.</summary>
    public void Step() => Interlocked.Increment(ref _steps);

    /// <summary>Reports the position in the current file.</summary>
    public void ReadTo(long position)
    {
        Volatile.Write(ref _read, _finished + position);
        Step();
    }

    /// <summary>Reports that a file of this length was read.</summary>
    public void Finish(long length)
    {
        _finished += length;
        ReadTo(0);
    }
}
