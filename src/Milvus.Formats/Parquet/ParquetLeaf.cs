using Parquet;
using Parquet.Schema;

namespace Milvus.Formats.Parquet;

/// <summary>
/// The values of one column of a row group, with their levels: how much of the path exists, and which list an item continues.
/// </summary>
internal abstract class ParquetLeaf(DataField column)
{
    private protected DataField Column { get; } = column;

    /// <summary>Creates the leaf of a column.</summary>
    internal static ParquetLeaf Create(DataField column) => Type.GetTypeCode(column.ClrType) switch
    {
        TypeCode.Boolean => new TypedParquetLeaf<bool>(column),
        TypeCode.SByte => new TypedParquetLeaf<sbyte>(column),
        TypeCode.Byte => new TypedParquetLeaf<byte>(column),
        TypeCode.Int16 => new TypedParquetLeaf<short>(column),
        TypeCode.Int32 => new TypedParquetLeaf<int>(column),
        TypeCode.Int64 => new TypedParquetLeaf<long>(column),
        TypeCode.Single => new TypedParquetLeaf<float>(column),
        TypeCode.Double => new TypedParquetLeaf<double>(column),
        _ when column.ClrType == typeof(ReadOnlyMemory<char>) => new TypedParquetLeaf<ReadOnlyMemory<char>>(column),
        _ => throw new NotSupportedException($"Column {column.Path} has a type that is never written."),
    };

    /// <summary>Adds a value.</summary>
    /// <param name="value">The value; not null.</param>
    /// <param name="repetition">The level of the list that it continues; 0 if it begins a row.</param>
    internal abstract void Add(object value, int repetition);

    /// <summary>Adds the values of a list that is not empty, if it is an array of the column's type.</summary>
    internal abstract bool TryAddAll(object values, int repetition, int next);

    /// <summary>Adds a missing value.</summary>
    /// <param name="definition">The number of optional parts of the path that exist.</param>
    /// <param name="repetition">As for a value.</param>
    internal abstract void AddNothing(int definition, int repetition);

    internal abstract Task WriteAsync(ParquetRowGroupWriter group);

    internal abstract void Clear();
}
