using System.Numerics;
using System.Runtime.InteropServices;

namespace Milvus.Embedded.Vectors;

/// <summary>A distance of vectors of bits.</summary>
internal interface IBinaryDistance
{
    static abstract float Measure(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right);
}

/// <summary>How many bits differ.</summary>
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

/// <summary>The share of the bits set in either that is not set in both; 1 where neither has a bit.</summary>
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

/// <summary>0 where the right one has all the bits of the left one; elsewhere there is no distance.</summary>
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

/// <summary>0 where the left one has all the bits of the right one; elsewhere there is no distance.</summary>
internal readonly struct SuperstructureDistance : IBinaryDistance
{
    public static float Measure(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => SubstructureDistance.Measure(right, left);
}
