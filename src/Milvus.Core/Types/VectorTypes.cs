namespace Milvus.Core.Types;

/// <summary>The types of vectors, grouped by their metrics.</summary>
internal static class VectorTypes
{
    /// <summary>Vectors of floats.</summary>
    public static IReadOnlyList<DataType> Floats { get; } = FieldTypes.In(FieldFamily.FloatVector);

    /// <summary>Vectors of numbers, one for each dimension.</summary>
    public static IReadOnlyList<DataType> Dense { get; } = [.. Floats, .. FieldTypes.In(FieldFamily.IntegerVector)];

    /// <summary>Vectors of bits.</summary>
    public static IReadOnlyList<DataType> Bits { get; } = FieldTypes.In(FieldFamily.BitVector);

    /// <summary>Sparse vectors.</summary>
    public static IReadOnlyList<DataType> Sparse { get; } = FieldTypes.In(FieldFamily.SparseVector);

    /// <summary>All types of vectors.</summary>
    public static IReadOnlyList<DataType> All { get; } = [.. Dense, .. Bits, .. Sparse];
}
