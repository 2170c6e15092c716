namespace Milvus.Embedded.Import;

/// <summary>How far the reading of an import's files is.</summary>
internal sealed class ImportProgress
{
    /// <summary>Reading ends here; the rest is writing, which is one step.</summary>
    private const int ReadPercent = 90;

    private long _finished;
    private long _read;

    /// <summary>Bytes of all files.</summary>
    public long Total { get; set; }

    public int Percent => Total <= 0 ? 0 : (int)Math.Min(ReadPercent, ReadPercent * Volatile.Read(ref _read) / Total);

    /// <summary>The file that is read is read up to there.</summary>
    public void ReadTo(long position) => Volatile.Write(ref _read, _finished + position);

    /// <summary>A file of so many bytes is read.</summary>
    public void Finish(long length)
    {
        _finished += length;
        ReadTo(0);
    }
}
