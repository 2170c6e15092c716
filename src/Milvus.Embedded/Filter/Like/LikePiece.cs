using System.Text;

namespace Milvus.Embedded.Filter.Like;

/// <summary>The piece of a pattern between two `%`.</summary>
internal sealed class LikePiece<T>
    where T : unmanaged, IEquatable<T>
{
    /// <summary>Up to this length the search of the runtime is used. Its worst case is the product of both lengths.</summary>
    private const int PlainSearchLength = 32;

    private readonly T[] _units;
    private readonly bool[] _any;
    private readonly bool _plain;
    private readonly Dictionary<T, ulong[]> _masks = [];
    private readonly ulong[] _anyMask;

    public LikePiece(Rune?[] piece, Func<Rune, T> unit)
    {
        _units = [.. piece.Select(rune => rune is { } value ? unit(value) : default)];
        _any = [.. piece.Select(rune => rune is null)];
        _plain = !_any.Contains(true);
        var words = (piece.Length + 63) / 64;
        _anyMask = new ulong[words];
        for (var i = 0; i < piece.Length; i++)
        {
            if (_any[i])
            {
                _anyMask[i / 64] |= 1UL << (i % 64);
            }
        }

        for (var i = 0; i < piece.Length; i++)
        {
            if (!_any[i])
            {
                if (!_masks.TryGetValue(_units[i], out var mask))
                {
                    _masks[_units[i]] = mask = [.. _anyMask];
                }

                mask[i / 64] |= 1UL << (i % 64);
            }
        }
    }

    public int Length => _units.Length;

    /// <summary>Whether the text begins with the piece.</summary>
    public bool Matches(ReadOnlySpan<T> text)
    {
        if (text.Length < Length)
        {
            return false;
        }

        if (_plain)
        {
            return text.StartsWith(_units);
        }

        for (var i = 0; i < Length; i++)
        {
            if (!_any[i] && !_units[i].Equals(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The position of the first occurrence, or -1.</summary>
    public int IndexIn(ReadOnlySpan<T> text) =>
        _plain && Length <= PlainSearchLength ? text.IndexOf(_units) : ShiftAnd(text);

    /// <summary>
    /// Searches with the shift-and algorithm (Baeza-Yates and Gonnet 1992): one bit for each prefix of the piece that ends at the current
    /// unit.
    /// </summary>
    private int ShiftAnd(ReadOnlySpan<T> text)
    {
        var last = Length - 1;
        var state = _anyMask.Length <= 16 ? stackalloc ulong[_anyMask.Length] : new ulong[_anyMask.Length];
        state.Clear();
        for (var i = 0; i < text.Length; i++)
        {
            var mask = _masks.GetValueOrDefault(text[i], _anyMask);
            ulong carry = 1;
            for (var word = 0; word < state.Length; word++)
            {
                var shifted = state[word] << 1 | carry;
                carry = state[word] >> 63;
                state[word] = shifted & mask[word];
            }

            if ((state[last / 64] >> (last % 64) & 1) != 0)
            {
                return i - last;
            }
        }

        return -1;
    }
}
