using Milvus.Embedded.Columns;
using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Index.Hnsw;

/// <summary>Which rows a walk may return. It goes through the others all the same, or it would not get past them.</summary>
internal readonly struct RowTest(int rows, RowBitmap? allowed, DistanceRange range)
{
    public static RowTest Any { get; } = new(int.MaxValue, null, DistanceRange.All);

    public bool Accepts(int row, float distance) =>
        row < rows && distance >= range.From && (allowed is null || (row < allowed.Length && allowed[row]));
}
