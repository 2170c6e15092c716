using Milvus.Embedded.Building;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Index;
using Milvus.Embedded.Storage;
using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Search;

/// <summary>Finds the nearest allowed rows of one field: through its graph as far as that reaches, the rest one by one.</summary>
internal sealed class FieldSearcher
{
    private readonly SearchPlan _plan;
    private readonly ReadScope _scope;
    private readonly Column _column;
    private readonly RowBitmap? _allowed;
    private readonly BuiltIndex _built;

    public FieldSearcher(SearchPlan plan, ReadScope scope, RowBitmap allowed, IndexBuilds builds)
    {
        _plan = plan;
        _scope = scope;
        _column = scope.Segment.Columns.Find(plan.Field.Name)!;
        _built = builds.Over(scope.Segment, plan.Index);
        _allowed = allowed.CountSet() == allowed.Length ? null : allowed;
    }

    /// <summary>The nearest rows, at most so many, the nearest first.</summary>
    public Hit[] Search(Column queries, int query, int count, CancellationToken token)
    {
        var hits = new TopK(count, _plan.Range);
        var rows = _scope.Snapshot.Rows;
        if (queries is SparseColumn sparse)
        {
            BruteForce.Search(_column, _plan.Metric, SparseCodec.Encode(sparse.Indices(query), sparse.Values(query)), 0, rows, _allowed, hits, token);
            return hits.ToSorted();
        }
        var vector = ((VectorColumn)queries)[query];
        // Read once: rows that come into the graph meanwhile would be hit twice.
        var graph = _built.Graph;
        var indexed = Math.Min(graph?.Count ?? 0, rows);
        if (indexed > 0)
        {
            graph!.Search(vector, indexed, _plan.Search, _allowed, hits, token);
        }
        if (indexed < rows)
        {
            BruteForce.Search(_built.Space!, vector, indexed, rows, _allowed, hits, token);
        }
        return hits.ToSorted();
    }
}
