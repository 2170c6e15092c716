namespace Milvus.Files;

/// <summary>Returns one byte per read, so that a reader does not consume bytes after its data.</summary>
internal sealed class ByteSource(Stream source) : Stream
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _next;
    private int _end;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

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

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
