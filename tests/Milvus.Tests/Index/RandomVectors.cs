using System.Runtime.InteropServices;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Vectors;
using VectorType = Milvus.Protocol.DataType;

namespace Milvus.Tests.Index;

/// <summary>Random vectors of any type, with their components as numbers.</summary>
internal static class RandomVectors
{
    /// <summary>Every type with its metrics, without SUBSTRUCTURE and SUPERSTRUCTURE, which have no distances.</summary>
    public static TheoryData<string, string> TypesAndMetrics { get; } = AllTypesAndMetrics();

    public static VectorColumn Column(VectorType type, int dim, int rows, int seed)
    {
        var column = new VectorColumn("v", type, dim, false);
        var random = new Random(seed);
        for (var row = 0; row < rows; row++)
        {
            column.Append(One(type, dim, random));
        }

        return column;
    }

    public static byte[] One(VectorType type, int dim, Random random)
    {
        if (type == VectorType.BinaryVector)
        {
            var bits = new byte[dim / 8];
            random.NextBytes(bits);
            return bits;
        }

        return Encode(type, [.. Enumerable.Range(0, dim).Select(_ => (float)(random.NextDouble() * 2 - 1))]);
    }

    public static byte[] Encode(VectorType type, float[] values) => type switch
    {
        VectorType.FloatVector => MemoryMarshal.AsBytes(values.AsSpan()).ToArray(),
        VectorType.Float16Vector => MemoryMarshal.AsBytes(Array.ConvertAll(values, value => (Half)value).AsSpan()).ToArray(),
        VectorType.Bfloat16Vector => MemoryMarshal.AsBytes(
            Array.ConvertAll(values, value => (ushort)(BitConverter.SingleToUInt32Bits(value) >> 16)).AsSpan()).ToArray(),
        VectorType.Int8Vector => [.. values.Select(value => (byte)(sbyte)(value * 127))],
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    public static double[] Decode(VectorType type, ReadOnlySpan<byte> bytes) => type switch
    {
        VectorType.FloatVector => [.. MemoryMarshal.Cast<byte, float>(bytes).ToArray().Select(value => (double)value)],
        VectorType.Float16Vector => [.. MemoryMarshal.Cast<byte, Half>(bytes).ToArray().Select(value => (double)value)],
        VectorType.Bfloat16Vector => [.. MemoryMarshal.Cast<byte, ushort>(bytes).ToArray()
            .Select(value => (double)BitConverter.UInt32BitsToSingle((uint)value << 16))],
        VectorType.Int8Vector => [.. MemoryMarshal.Cast<byte, sbyte>(bytes).ToArray().Select(value => (double)value)],
        _ => [.. bytes.ToArray().SelectMany(value => Enumerable.Range(0, 8).Select(bit => (double)(value >> bit & 1)))],
    };

    /// <summary>The distance by its textbook formula, in double precision.</summary>
    public static double Distance(DistanceMetric metric, double[] left, double[] right)
    {
        var pairs = left.Zip(right).ToArray();
        var dot = pairs.Sum(pair => pair.First * pair.Second);
        return metric switch
        {
            DistanceMetric.L2 => pairs.Sum(pair => (pair.First - pair.Second) * (pair.First - pair.Second)),
            DistanceMetric.InnerProduct => -dot,
            DistanceMetric.Cosine => -dot / Math.Sqrt(left.Sum(value => value * value) * right.Sum(value => value * value)),
            DistanceMetric.Hamming => pairs.Count(pair => pair.First != pair.Second),
            _ => pairs.Count(pair => pair.First != pair.Second) / (double)pairs.Count(pair => pair.First + pair.Second > 0),
        };
    }

    public static RowBitmap Allowed(int rows, double share, int seed)
    {
        var random = new Random(seed);
        var allowed = new RowBitmap(rows);
        for (var row = 0; row < rows; row++)
        {
            allowed[row] = random.NextDouble() < share;
        }

        return allowed;
    }

    private static TheoryData<string, string> AllTypesAndMetrics()
    {
        var all = new TheoryData<string, string>();
        VectorType[] types =
        [
            VectorType.FloatVector,
            VectorType.Float16Vector,
            VectorType.Bfloat16Vector,
            VectorType.Int8Vector,
            VectorType.BinaryVector,
        ];
        foreach (var type in types)
        {
            foreach (
                var metric in Enum.GetValues<DistanceMetric>()
                    .Where(metric => metric.Fits(type) && metric is not (DistanceMetric.Substructure or DistanceMetric.Superstructure)))
            {
                all.Add(type.ToString(), metric.ToString());
            }
        }

        return all;
    }
}
