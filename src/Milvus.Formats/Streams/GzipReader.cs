using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using Milvus.Parquet.Encodings;

namespace Milvus.Formats.Streams;

/// <summary>
/// Decompresses gzip data and verifies the checksum and length of each member. The stream of .NET ends without an error if the data is
/// truncated, so the remaining rows would be lost silently. Zero bytes may follow the last member.
/// </summary>
/// <param name="source">The gzip data; it stays open.</param>
internal sealed class GzipReader(Stream source) : ReadOnlyStream
{
    private const string Damaged = "it is truncated or damaged";
    private const int Deflate = 8;
    private const int HasHeaderSum = 2;
    private const int HasExtra = 4;
    private const int HasName = 8;
    private const int HasComment = 16;

    private readonly ByteSource _bytes = new(source);
    private readonly Crc32 _sum = new();
    private DeflateStream? _member;
    private uint _length;
    private bool _ended;
    private bool _begun;

    /// <exception cref="InvalidDataException">The data is not gzip data, or is truncated.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (!buffer.IsEmpty && !_ended)
        {
            if (_member is null && !Begin())
            {
                _ended = true;
                break;
            }

            var read = Unpack(buffer);
            if (read > 0)
            {
                _sum.Append(buffer[..read]);
                _length += (uint)read;
                return read;
            }

            Finish();
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _member?.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Unpack(Span<byte> buffer)
    {
        try
        {
            return _member!.Read(buffer);
        }
        catch (InvalidDataException failure)
        {
            throw new InvalidDataException(Damaged, failure);
        }
    }

    /// <summary>Reads the header of the next member; false at the end of the data.</summary>
    private bool Begin()
    {
        var first = _bytes.ReadByte();
        while (_begun && first == 0)
        {
            first = _bytes.ReadByte();
        }

        if (_begun && first < 0)
        {
            return false;
        }

        if (first < 0)
        {
            throw new InvalidDataException("it is empty, and gzip data has at least a header");
        }

        if (first != 0x1F || Next() != 0x8B || Next() != Deflate)
        {
            throw new InvalidDataException(_begun ? Damaged : "it is not gzip data");
        }

        var flags = Next();
        Skip(6);
        Skip((flags & HasExtra) != 0 ? Next() | (Next() << 8) : 0);
        SkipText((flags & HasName) != 0);
        SkipText((flags & HasComment) != 0);
        Skip((flags & HasHeaderSum) != 0 ? 2 : 0);
        _sum.Reset();
        (_length, _begun) = (0, true);
        _member = new DeflateStream(_bytes, CompressionMode.Decompress, leaveOpen: true);
        return true;
    }

    /// <summary>Compares the trailer of a member with its decompressed data.</summary>
    private void Finish()
    {
        _member!.Dispose();
        _member = null;
        Span<byte> expected = stackalloc byte[8];
        foreach (ref var one in expected)
        {
            one = Next();
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(expected) != _sum.GetCurrentHashAsUInt32()
            || BinaryPrimitives.ReadUInt32LittleEndian(expected[4..]) != _length)
        {
            throw new InvalidDataException(Damaged);
        }
    }

    private byte Next() => _bytes.ReadByte() is >= 0 and var one ? (byte)one : throw new InvalidDataException(Damaged);

    private void Skip(int count)
    {
        for (; count > 0; count--)
        {
            Next();
        }
    }

    private void SkipText(bool present)
    {
        while (present && Next() != 0)
        {
        }
    }
}
