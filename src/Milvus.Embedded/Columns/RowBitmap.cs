using System.Numerics;

namespace Milvus.Embedded.Columns;

/// <summary>A set of row numbers below <see cref="Length"/>. It is not safe for concurrent writers.</summary>
internal sealed class RowBitmap
{
    private readonly ulong[] _words;

    /// <summary>Creates an empty set for the rows 0 … length-1.</summary>
    public RowBitmap(int length)
    {
        Length = length;
        _words = new ulong[(length + 63) >> 6];
    }

    /// <summary>The exclusive upper bound of the row numbers.</summary>
    public int Length { get; }

    /// <summary>64 rows for each word, the lowest bit first. The bits beyond <see cref="Length"/> are 0.</summary>
    public Span<ulong> Words => _words;

    public bool this[int row]
    {
        get => (_words[row >> 6] >> (row & 63) & 1) != 0;
        set
        {
            if (value)
            {
                Set(row);
            }
            else
            {
                Clear(row);
            }
        }
    }

    public void Set(int row) => _words[row >> 6] |= 1UL << (row & 63);

    public void Clear(int row) => _words[row >> 6] &= ~(1UL << (row & 63));

    /// <summary>Adds all rows.</summary>
    public void SetAll()
    {
        Array.Fill(_words, ulong.MaxValue);
        TrimTail();
    }

    public void And(RowBitmap other)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            _words[i] &= other._words[i];
        }
    }

    public void Or(RowBitmap other)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            _words[i] |= other._words[i];
        }
    }

    public void AndNot(RowBitmap other)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            _words[i] &= ~other._words[i];
        }
    }

    public void Not()
    {
        for (var i = 0; i < _words.Length; i++)
        {
            _words[i] = ~_words[i];
        }

        TrimTail();
    }

    /// <summary>The number of rows in the set.</summary>
    public int CountSet()
    {
        var count = 0;
        foreach (var word in _words)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    /// <summary>The first row of the set at or after a row; -1 if there is none.</summary>
    public int Next(int row)
    {
        if (row >= Length)
        {
            return -1;
        }

        var index = row >> 6;
        var word = _words[index] & ulong.MaxValue << (row & 63);
        while (word == 0)
        {
            if (++index == _words.Length)
            {
                return -1;
            }

            word = _words[index];
        }

        return (index << 6) + BitOperations.TrailingZeroCount(word);
    }

    private void TrimTail()
    {
        if ((Length & 63) != 0)
        {
            _words[^1] &= (1UL << (Length & 63)) - 1;
        }
    }
}
