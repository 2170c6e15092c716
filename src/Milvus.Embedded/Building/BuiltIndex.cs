using Milvus.Embedded.Catalog;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Index;
using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Building;

/// <summary>What is in memory of a vector index: the norms, and the graph once it is begun.</summary>
internal sealed class BuiltIndex(ColumnSet columns, IndexEntry entry)
{
    private IVectorIndex? _graph;

    public Column Column { get; } = columns.Find(entry.Field.Name)!;

    public DistanceMetric Metric { get; } = DistanceMetrics.Find(entry.Metric)
        ?? throw new InvalidDataException($"index {entry.Name} has the unknown metric {entry.Metric}");

    /// <summary>Distances between rows; null for sparse vectors.</summary>
    public VectorSpace? Space { get; } = columns.Find(entry.Field.Name) is VectorColumn vectors
        ? VectorSpace.Of(vectors, DistanceMetrics.Find(entry.Metric)!.Value)
        : null;

    public IVectorIndex? Graph
    {
        get => Volatile.Read(ref _graph);
        set => Volatile.Write(ref _graph, value);
    }
}
