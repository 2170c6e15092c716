using System.Numerics;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>Operations on the bitmap of a block, as a span of words.</summary>
internal static class BitRows
{
    public static bool IsEmpty(this ReadOnlySpan<ulong> bits) => !bits.ContainsAnyExcept(0UL);

    public static void And(this Span<ulong> bits, ReadOnlySpan<ulong> other)
    {
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] &= other[i];
        }
    }

    public static void AndNot(this Span<ulong> bits, ReadOnlySpan<ulong> other)
    {
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] &= ~other[i];
        }
    }

    public static void Or(this Span<ulong> bits, ReadOnlySpan<ulong> other)
    {
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] |= other[i];
        }
    }

    public static void Invert(this Span<ulong> bits)
    {
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] = ~bits[i];
        }
    }

    public static void Set(this Span<ulong> bits, int row) => bits[row >> 6] |= 1UL << (row & 63);

    /// <summary>Enumerates the set bits of a bitmap.</summary>
    public static Enumerator Rows(this ReadOnlySpan<ulong> bits) => new(bits);

    internal ref struct Enumerator(ReadOnlySpan<ulong> bits)
    {
        private readonly ReadOnlySpan<ulong> _bits = bits;
        private int _word = -1;
        private ulong _rest;

        public int Current { get; private set; }

        public readonly Enumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            while (_rest == 0)
            {
                if (++_word >= _bits.Length)
                {
                    return false;
                }

                _rest = _bits[_word];
            }

            Current = (_word << 6) + BitOperations.TrailingZeroCount(_rest);
            _rest &= _rest - 1;
            return true;
        }
    }
}
