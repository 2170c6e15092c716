using Milvus.Embedded.Columns;
using Milvus.Embedded.Index.Hnsw;
using Milvus.Embedded.Vectors;
using Milvus.Protocol;

namespace Milvus.Embedded.Index.Selection;

/// <summary>
/// The default index, such as that of AUTOINDEX: it compares all rows while that takes about a millisecond, and has a graph from
/// <see cref="GraphFrom"/> rows on.
/// </summary>
internal sealed class GrowingIndex(VectorColumn column, DistanceMetric metric, HnswParameters parameters, bool isCoded = false)
    : IVectorIndex
{
    /// <summary>With fewer rows a graph costs more to build than it saves.</summary>
    public const int GraphFrom = 5000;

    /// <summary>
    /// The same limit for binary vectors. Comparing them is fast, and a graph is less accurate because many distances are equal.
    /// </summary>
    public const int GraphOfBitsFrom = 100_000;

    private readonly int _graphFrom = column.Type == DataType.BinaryVector ? GraphOfBitsFrom : GraphFrom;

    private HnswIndex? _first;
    private IVectorIndex _current = new FlatIndex(column, metric);

    public int Count => Current.Count;

    /// <summary>The index that serves searches now.</summary>
    public IVectorIndex Current
    {
        get => Volatile.Read(ref _current);
        init => _current = value;
    }

    public void Add(int fromRow, int toRow, int threads, IProgress<int>? progress, CancellationToken token)
    {
        if (Current is HnswIndex || toRow < _graphFrom)
        {
            Current.Add(fromRow, toRow, threads, progress, token);
            return;
        }

        // Kept if the build is cancelled, so that the next one continues with it.
        _first ??= new HnswIndex(VectorSpace.Of(column, metric), parameters, isCoded);
        _first.Add(0, toRow, threads, progress, token);
        Volatile.Write(ref _current, _first);
    }

    public void Search(
        ReadOnlySpan<byte> query,
        int rows,
        SearchParameters parameters,
        RowBitmap? allowed,
        TopK hits,
        CancellationToken token
    ) => Current.Search(query, rows, parameters, allowed, hits, token);

    /// <summary>Writes the graph, or nothing if there is none.</summary>
    public void Save(Stream stream) => Current.Save(stream);
}
