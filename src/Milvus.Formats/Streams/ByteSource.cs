using Milvus.Parquet.Encodings;

namespace Milvus.Formats.Streams;

/// <summary>Returns one byte per read, so that a reader does not consume bytes after its data.</summary>
internal sealed class ByteSource(Stream source) : ReadOnlyStream
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _next;
    private int _end;

    public override int ReadByte()
    {
        if (_next == _end)
        {
            (_next, _end) = (0, source.Read(_buffer));
        }

        return _end == 0 ? -1 : _buffer[_next++];
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || ReadByte() is not (>= 0 and var one))
        {
            return 0;
        }

        buffer[0] = (byte)one;
        return 1;
    }
}
