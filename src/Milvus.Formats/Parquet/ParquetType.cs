using Milvus.Parquet.Format;

namespace Milvus.Formats.Parquet;

/// <summary>The columns of Parquet files that stand for a type of field.</summary>
/// <param name="ArrowName">The type as Arrow names it, which errors of imports quote; of a vector, the type of its components.</param>
/// <param name="Written">The type of the values that are written; of a vector, of its components.</param>
/// <param name="Taken">The columns whose values go in as they are; of a vector, the columns of its components.</param>
internal sealed record ParquetType(string ArrowName, Type Written, params LeafType[] Taken)
{
    /// <summary>Whether a value is a list of components.</summary>
    internal bool IsVector { get; init; }

    /// <summary>Whether a column of bytes goes in as well, each value the bytes of a vector.</summary>
    internal bool TakesBytes { get; init; }

    /// <summary>The columns of the components of a vector within a struct.</summary>
    internal LeafType[] TakenInStructs { get; init; } = Taken;

    /// <summary>The columns whose values the cmdlets convert to the type, besides texts, which they read as in CSV.</summary>
    internal LeafType[] Converted { get; init; } = Taken;

    /// <summary>The lists, structs or maps whose values the cmdlets convert to the type.</summary>
    internal NodeKind[] ConvertedKinds { get; init; } = [];
}
