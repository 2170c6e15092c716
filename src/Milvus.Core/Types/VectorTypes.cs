namespace Milvus.Core.Types;

/// <summary>The types of vectors, grouped by their metrics.</summary>
internal static class VectorTypes
{
    /// <summary>Vectors of floats.</summary>
    public static IReadOnlyList<DataType> Floats { get; } = [DataType.FloatVector, DataType.Float16Vector, DataType.BFloat16Vector];

    /// <summary>Vectors of numbers, one for each dimension.</summary>
    public static IReadOnlyList<DataType> Dense { get; } = [.. Floats, DataType.Int8Vector];

    /// <summary>Vectors of bits.</summary>
    public static IReadOnlyList<DataType> Bits { get; } = [DataType.BinaryVector];

    /// <summary>Sparse vectors.</summary>
    public static IReadOnlyList<DataType> Sparse { get; } = [DataType.SparseFloatVector];

    /// <summary>All types of vectors.</summary>
    public static IReadOnlyList<DataType> All { get; } = [.. Dense, .. Bits, .. Sparse];
}
