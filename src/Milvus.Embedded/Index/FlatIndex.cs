using Milvus.Embedded.Columns;
using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Index;

/// <summary>An index without a structure: every search compares all rows.</summary>
internal sealed class FlatIndex(Column column, DistanceMetric metric) : IVectorIndex
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Add(int fromRow, int toRow, int threads, IProgress<int>? progress, CancellationToken token)
    {
        Volatile.Write(ref _count, toRow);
        progress?.Report(toRow - fromRow);
    }

    public void Search(
        ReadOnlySpan<byte> query,
        int rows,
        SearchParameters parameters,
        RowBitmap? allowed,
        TopK hits,
        CancellationToken token
    ) => BruteForce.Search(column, metric, query, 0, rows, allowed, hits, token);

    /// <summary>Writes nothing: adding the rows again costs nothing.</summary>
    public void Save(Stream stream)
    {
    }
}
