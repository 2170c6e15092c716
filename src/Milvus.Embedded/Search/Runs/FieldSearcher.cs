using Milvus.Embedded.Building;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Index.Selection;
using Milvus.Embedded.Storage;
using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Search.Runs;

/// <summary>Finds the nearest allowed rows of one field: through its index as far as that reaches, the rest one by one.</summary>
internal sealed class FieldSearcher
{
    private readonly SearchPlan _plan;
    private readonly ReadScope _scope;
    private readonly RowBitmap? _allowed;
    private readonly MatchingElements? _elements;
    private readonly BuiltIndex _built;

    /// <param name="plan">What is searched for.</param>
    /// <param name="scope">The rows.</param>
    /// <param name="allowed">Those that may be found.</param>
    /// <param name="elements">Which elements of these may be found, where rows have lists of vectors; null for all.</param>
    public FieldSearcher(SearchPlan plan, ReadScope scope, RowBitmap allowed, MatchingElements? elements = null)
    {
        _elements = elements;
        _plan = plan;
        _scope = scope;
        _built = IndexBuilds.Over(scope.Segment, plan.Index);
        _allowed = allowed.CountSet() == allowed.Length ? null : allowed;
    }

    /// <summary>More hits than this there cannot be: one for each row, or for each vector where rows have lists of them.</summary>
    public int Most => ElementSearch.IsOfElements(_plan) ? Array.MaxLength : _scope.Snapshot.Rows;

    /// <summary>The nearest rows, at most so many, the nearest first.</summary>
    public Hit[] Search(Column queries, int query, int count, CancellationToken token)
    {
        var hits = new TopK(count, _plan.Range);
        if (_built.Column is VectorArrayColumn elements && queries is VectorColumn single)
        {
            return InKeyOrder(EmbeddingLists.SearchElements(
                elements, _built.Metric, single[query], _scope.Snapshot.Rows, _allowed, _elements, hits, token));
        }

        VectorSearch.Search(
            _built.Structure,
            _built.Column,
            _built.Metric,
            Vector(queries, query),
            _scope.Snapshot.Rows,
            _plan.Search,
            _allowed,
            hits,
            token);
        return InKeyOrder(hits.ToSorted());
    }

    /// <summary>
    /// The nearest rows in a range, those equally far by row. All rows are compared: a graph may pass a row by, and an iterator would
    /// never come back to it. Structures over sparse vectors are exact.
    /// </summary>
    public Hit[] Compare(Column queries, DistanceRange range, int count, CancellationToken token)
    {
        var hits = new TopK(count, range);
        if (_built.Column is VectorArrayColumn elements && queries is VectorColumn single)
        {
            return EmbeddingLists.SearchElements(
                elements,
                _built.Metric,
                single[0],
                _scope.Snapshot.Rows,
                _allowed,
                _elements,
                hits,
                token);
        }

        var exact = _built.Column is SparseColumn ? _built.Structure : null;
        VectorSearch.Search(
            exact,
            _built.Column,
            _built.Metric,
            Vector(queries, 0),
            _scope.Snapshot.Rows,
            _plan.Search,
            _allowed,
            hits,
            token);
        return hits.ToSorted();
    }

    private ReadOnlySpan<byte> Vector(Column queries, int query) => queries is SparseColumn sparse
        ? Encoded(new SparseValues(sparse.Indices(query), sparse.Values(query)))
        : queries is VectorArrayColumn lists ? lists[query] : ((VectorColumn)queries)[query];

    /// <summary>BM25 knows only beside the rows what weighs least, so its index leaves that out.</summary>
    private byte[] Encoded(SparseValues query)
    {
        var kept = _plan.Metric == DistanceMetric.Bm25 ? query : query.WithoutLeast(_plan.Search.DropRatio);
        return SparseCodec.Encode(kept.Indices, kept.Values);
    }

    /// <summary>Hits of equal distance come by ascending key, as on Milvus.</summary>
    private Hit[] InKeyOrder(Hit[] hits)
    {
        var keys = _scope.Segment.Columns.PrimaryKey;
        for (var start = 0; start < hits.Length;)
        {
            var end = start + 1;
            while (end < hits.Length && hits[end].Distance == hits[start].Distance)
            {
                end++;
            }

            if (end - start > 1)
            {
                hits.AsSpan(start, end - start).Sort((left, right) =>
                    KeyColumn.Compare(keys, left.Row, right.Row) is not 0 and var order ? order : left.Element.CompareTo(right.Element));
            }

            start = end;
        }

        return hits;
    }
}
