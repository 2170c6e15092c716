using System.Buffers.Binary;
using Milvus.Parquet.Encodings;

namespace Milvus.Formats.Arrow;

/// <summary>Passes a stream of Arrow on, message by message, after it has checked their metadata.</summary>
/// <param name="source">The messages; it is closed with this stream.</param>
internal sealed class ArrowMessageStream(Stream source) : ReadOnlyStream
{
    private const uint Continuation = 0xFFFFFFFF;

    // Tables with thousands of columns have some megabytes.
    private const int MaxMetadataBytes = 64 << 20;

    private readonly ArrowMessages _messages = new();
    private ReadOnlyMemory<byte> _head;
    private long _body;
    private bool _ended;

    /// <exception cref="InvalidDataException">The metadata of a message contradicts itself.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_head.IsEmpty && _body == 0 && !_ended && !buffer.IsEmpty)
        {
            _head = ReadHead();
        }

        if (!_head.IsEmpty)
        {
            var count = Math.Min(_head.Length, buffer.Length);
            _head.Span[..count].CopyTo(buffer);
            _head = _head[count..];
            return count;
        }

        if (_ended)
        {
            return source.Read(buffer);
        }

        var read = source.Read(buffer[..(int)Math.Min(buffer.Length, _body)]);
        _body -= read;
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

    private byte[] ReadHead()
    {
        var prefix = new byte[2 * sizeof(uint)];
        var size = sizeof(uint);
        if (source.ReadAtLeast(prefix.AsSpan(0, size), size, throwOnEndOfStream: false) < size)
        {
            _ended = true;
            return prefix[..0];
        }

        // Before version 0.15 of Arrow, the length came first.
        if (BinaryPrimitives.ReadUInt32LittleEndian(prefix) == Continuation)
        {
            source.ReadExactly(prefix, size, size);
            size += size;
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(prefix.AsSpan(size - sizeof(uint)));
        if (length == 0)
        {
            _ended = true;
            return prefix[..size];
        }

        if (length > MaxMetadataBytes)
        {
            throw new InvalidDataException("the metadata of a message claims a size that no file has");
        }

        var head = new byte[size + (int)length];
        prefix.AsSpan(0, size).CopyTo(head);
        source.ReadExactly(head, size, (int)length);
        _body = _messages.Check(head.AsSpan(size));
        if (_body < 0)
        {
            throw new InvalidDataException("the body of a message has a negative length");
        }

        return head;
    }
}
