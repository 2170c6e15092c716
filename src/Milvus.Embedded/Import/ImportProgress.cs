namespace Milvus.Embedded.Import;

/// <summary>The progress of reading the files of an import.</summary>
internal sealed class ImportProgress
{
    /// <summary>The progress when all files are read. Writing is a single step.</summary>
    private const int ReadPercent = 90;

    private long _finished;
    private long _read;

    /// <summary>The size of all files in bytes.</summary>
    public long Total { get; set; }

    public int Percent => Total <= 0 ? 0 : (int)Math.Min(ReadPercent, ReadPercent * Volatile.Read(ref _read) / Total);

    /// <summary>Reports the position in the current file.</summary>
    public void ReadTo(long position) => Volatile.Write(ref _read, _finished + position);

    /// <summary>Reports that a file of this length was read.</summary>
    public void Finish(long length)
    {
        _finished += length;
        ReadTo(0);
    }
}
