using System.Runtime.InteropServices;
using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Vectors;

/// <summary>A sparse vector: ascending indexes and their values.</summary>
internal readonly record struct SparseValues(uint[] Indices, float[] Values)
{
    /// <summary>Parses the format of the contract: pairs of a little-endian uint32 index and a float32 value, in any order.</summary>
    public static SparseValues Parse(ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, uint>(bytes);
        var indices = new uint[words.Length / 2];
        var values = new float[indices.Length];
        for (var i = 0; i < indices.Length; i++)
        {
            indices[i] = words[2 * i];
            values[i] = BitConverter.UInt32BitsToSingle(words[2 * i + 1]);
        }

        Array.Sort(indices, values);
        return new SparseValues(indices, values);
    }

    /// <summary>
    /// Drops the given share of the values, the smallest by magnitude (drop_ratio_search). Values equal to the smallest one kept stay.
    /// </summary>
    public SparseValues DropLeast(float share)
    {
        if (share <= 0 || Values.Length == 0)
        {
            return this;
        }

        var sorted = Array.ConvertAll(Values, Math.Abs);
        Array.Sort(sorted);
        var least = sorted[(int)(share * sorted.Length)];
        var (indices, values) = (Indices, Values);
        var kept = Enumerable.Range(0, values.Length).Where(i => Math.Abs(values[i]) >= least).ToArray();
        return new SparseValues([.. kept.Select(i => indices[i])], [.. kept.Select(i => values[i])]);
    }

    /// <summary>The inner product with a row of a column.</summary>
    public float Dot(SparseColumn column, int row)
    {
        var indices = column.Indices(row);
        var values = column.Values(row);
        var sum = 0f;
        var i = 0;
        var j = 0;
        while (i < Indices.Length && j < indices.Length)
        {
            if (Indices[i] == indices[j])
            {
                sum += Values[i++] * values[j++];
            }
            else if (Indices[i] < indices[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return sum;
    }
}
