using Milvus.Parquet.Encodings;

namespace Milvus.Formats.Streams;

/// <summary>A stream that remembers the last bytes that were read.</summary>
internal sealed class TailStream(Stream source) : ReadOnlyStream
{
    private readonly byte[] _tail = new byte[8];

    /// <summary>The last bytes, the latest at the end.</summary>
    internal ReadOnlySpan<byte> Tail => _tail;

    public override int Read(Span<byte> buffer)
    {
        var read = source.Read(buffer);
        var kept = Math.Min(read, _tail.Length);
        _tail.AsSpan(kept).CopyTo(_tail);
        buffer.Slice(read - kept, kept).CopyTo(_tail.AsSpan(_tail.Length - kept));
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source.Dispose();
        }

        base.Dispose(disposing);
    }
}
