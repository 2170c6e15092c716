using System.Buffers.Binary;
using Milvus.Parquet.Format;

namespace Milvus.Parquet.Encodings;

/// <summary>
/// Reads the numbers of runs (RLE, BIT_PACKED groups) piece by piece, so that a large page needs no array of all its levels.
/// </summary>
/// <param name="bytes">The runs.</param>
/// <param name="bits">The size of a number.</param>
/// <param name="largest">The largest valid number; -1 if no number is valid.</param>
/// <param name="what">The name of the numbers, for errors.</param>
internal sealed class RunLengthReader(ReadOnlyMemory<byte> bytes, int bits, int largest, string what)
{
    private int _position;
    private long _left;
    private bool _isPacked;
    private int _value;
    private long _bit;
    private int[]? _levels;

    /// <summary>Opens the deprecated encoding BIT_PACKED, which only old files have: its numbers are all read at once.</summary>
    internal static RunLengthReader OpenPacked(ReadOnlyMemory<byte> bytes, int bits, int count, int largest)
    {
        var levels = new int[count];
        RunLengths.ReadPacked(bytes.Span, bits, levels, largest, "level");
        return new RunLengthReader(bytes, bits, largest, "level") { _levels = levels };
    }

    /// <summary>The same numbers from their beginning.</summary>
    internal RunLengthReader Copy() => new(bytes, bits, largest, what) { _levels = _levels };

    /// <summary>Reads the next numbers.</summary>
    /// <exception cref="ParquetException">The data has fewer numbers, or one is larger than the maximum.</exception>
    internal void Read(Span<int> to)
    {
        if (_levels is not null)
        {
            _levels.AsSpan(_position, to.Length).CopyTo(to);
            _position += to.Length;
            return;
        }

        while (!to.IsEmpty)
        {
            if (_left == 0)
            {
                Begin();
            }

            var part = to[..(int)Math.Min(_left, to.Length)];
            if (_isPacked)
            {
                Unpack(part);
            }
            else
            {
                part.Fill(_value);
            }

            _left -= part.Length;
            to = to[part.Length..];
        }
    }

    // The header of a run: its kind and its length. Each has at least one byte, so that damaged data ends.
    private void Begin()
    {
        var span = bytes.Span;
        var header = RunLengths.Varint(span, ref _position);
        _isPacked = (header & 1) == 1;
        if (_isPacked)
        {
            // The last group may be cut off where the page has no more numbers.
            _bit = (long)_position * 8;
            _left = Math.Min((long)(header >> 1) * 8, ((long)(span.Length - _position) * 8) / bits);
            _position = (int)Math.Min(span.Length, _position + ((long)(header >> 1) * bits));
            if (_left == 0 && header > 1)
            {
                throw CreateShortError();
            }

            return;
        }

        _left = header >> 1;
        var width = (bits + 7) / 8;
        if (width > span.Length - _position)
        {
            throw CreateShortError();
        }

        _value = 0;
        for (var i = 0; i < width; i++)
        {
            _value |= span[_position++] << (8 * i);
        }

        Check(_value);
    }

    private void Unpack(Span<int> to)
    {
        var span = bytes.Span;
        var mask = (1UL << bits) - 1;
        for (var i = 0; i < to.Length; i++)
        {
            var (at, shift) = ((int)(_bit >> 3), (int)(_bit & 7));
            to[i] = (int)((ReadBits(span[at..], shift + bits) >> shift) & mask);
            _bit += bits;
            Check(to[i]);
        }
    }

    private static ulong ReadBits(ReadOnlySpan<byte> span, int count)
    {
        if (span.Length >= sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64LittleEndian(span);
        }

        var held = 0UL;
        for (var read = 0; read * 8 < count; read++)
        {
            held |= (ulong)span[read] << (8 * read);
        }

        return held;
    }

    private void Check(int value)
    {
        if (value < 0 || value > largest)
        {
            throw ParquetException.CreateDamaged($"a {what} is {value}, but the maximum is {largest}");
        }
    }

    private static ParquetException CreateShortError() => ParquetException.CreateDamaged("a page ends within its values");
}
