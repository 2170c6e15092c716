using Milvus.Embedded.Columns;
using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Index.Hnsw;

/// <summary>The rows that a walk may return. It also passes through rejected rows, because accepted ones may lie behind them.</summary>
internal readonly struct RowTest(int rows, RowBitmap? allowed, DistanceRange range)
{
    public static RowTest Any { get; } = new(int.MaxValue, null, DistanceRange.All);

    public bool Accepts(int row, float distance) =>
        row < rows && distance >= range.From && (allowed is null || (row < allowed.Length && allowed[row]));
}
