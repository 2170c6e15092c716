using System.Numerics;
using System.Runtime.InteropServices;

namespace Milvus.Embedded.Vectors;

/// <summary>A distance between binary vectors.</summary>
internal interface IBinaryDistance
{
    static abstract float Measure(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right);
}

/// <summary>The number of bits that differ.</summary>
internal readonly struct HammingDistance : IBinaryDistance
{
    public static float Measure(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var leftWords = MemoryMarshal.Cast<byte, ulong>(left);
        var rightWords = MemoryMarshal.Cast<byte, ulong>(right);
        var count = 0;
        for (var i = 0; i < leftWords.Length; i++)
        {
            count += BitOperations.PopCount(leftWords[i] ^ rightWords[i]);
        }

        for (var i = leftWords.Length * sizeof(ulong); i < left.Length; i++)
        {
            count += BitOperations.PopCount((uint)(left[i] ^ right[i]));
        }

        return count;
    }
}

/// <summary>
/// The Jaccard distance: 1 minus the share of common bits among the bits set in either vector. It is 1 if neither has a bit set.
/// </summary>
internal readonly struct JaccardDistance : IBinaryDistance
{
    public static float Measure(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var leftWords = MemoryMarshal.Cast<byte, ulong>(left);
        var rightWords = MemoryMarshal.Cast<byte, ulong>(right);
        var both = 0;
        var either = 0;
        for (var i = 0; i < leftWords.Length; i++)
        {
            both += BitOperations.PopCount(leftWords[i] & rightWords[i]);
            either += BitOperations.PopCount(leftWords[i] | rightWords[i]);
        }

        for (var i = leftWords.Length * sizeof(ulong); i < left.Length; i++)
        {
            both += BitOperations.PopCount((uint)(left[i] & right[i]));
            either += BitOperations.PopCount((uint)(left[i] | right[i]));
        }

        return either == 0 ? 1 : (float)(either - both) / either;
    }
}

/// <summary>0 if the right vector has all bits of the left one, else NaN: the row is not a hit.</summary>
internal readonly struct SubstructureDistance : IBinaryDistance
{
    public static float Measure(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            if ((left[i] & ~right[i]) != 0)
            {
                return float.NaN;
            }
        }

        return 0;
    }
}

/// <summary>0 if the left vector has all bits of the right one, else NaN: the row is not a hit.</summary>
internal readonly struct SuperstructureDistance : IBinaryDistance
{
    public static float Measure(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => SubstructureDistance.Measure(right, left);
}
