using Milvus.Parquet.Format;

namespace Milvus.Parquet.Encodings;

/// <summary>
/// Reads the numbers of runs (RLE, BIT_PACKED groups) piece by piece, so that a large page needs no array of all its levels.
/// </summary>
/// <param name="bytes">The runs.</param>
/// <param name="bits">The size of a number.</param>
/// <param name="largest">The largest valid number.</param>
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
    internal int[] Read(int count)
    {
        if (_levels is not null)
        {
            _position += count;
            return _levels[(_position - count).._position];
        }

        var to = new int[count];
        var filled = 0;
        while (filled < count)
        {
            if (_left == 0)
            {
                Begin();
            }

            var part = (int)Math.Min(_left, count - filled);
            if (_isPacked)
            {
                Unpack(to.AsSpan(filled, part));
            }
            else
            {
                to.AsSpan(filled, part).Fill(_value);
            }

            filled += part;
            _left -= part;
        }

        foreach (var value in to)
        {
            if ((uint)value > (uint)largest)
            {
                throw ParquetException.CreateDamaged($"a {what} is {value}, but the maximum is {largest}");
            }
        }

        return to;
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
    }

    private void Unpack(Span<int> to)
    {
        var span = bytes.Span;
        var mask = (1UL << bits) - 1;
        for (var i = 0; i < to.Length; i++)
        {
            var (at, shift) = ((int)(_bit >> 3), (int)(_bit & 7));
            var held = 0UL;
            for (var read = 0; (read * 8) - shift < bits; read++)
            {
                held |= (ulong)span[at + read] << (8 * read);
            }

            to[i] = (int)((held >> shift) & mask);
            _bit += bits;
        }
    }

    private static ParquetException CreateShortError() => ParquetException.CreateDamaged("a page ends within its values");
}
