using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Index.Hnsw;

/// <summary>The rows that a walk may return. It also passes through rejected rows, because accepted ones may lie behind them.</summary>
internal readonly struct RowTest(int rows, RowBitmap? allowed, float from)
{
    public static RowTest Any { get; } = new(int.MaxValue, null, float.NegativeInfinity);

    public bool Accepts(int row, float distance) =>
        row < rows && distance >= from && (allowed is null || (row < allowed.Length && allowed[row]));
}
