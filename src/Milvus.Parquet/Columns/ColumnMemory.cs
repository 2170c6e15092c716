using Milvus.Parquet.Encodings;

namespace Milvus.Parquet.Columns;

/// <summary>The memory of one column, which all of its pages use one after another.</summary>
/// <param name="packed">The memory for compressed bytes, which all columns share.</param>
internal sealed class ColumnMemory(PageMemory packed)
{
    internal PageMemory Packed => packed;

    internal PageMemory Page { get; } = new();

    internal PageMemory Levels { get; } = new();

    internal PageMemory Repetitions { get; } = new();

    internal PageMemory Definitions { get; } = new();

    internal PageMemory Values { get; } = new();
}
