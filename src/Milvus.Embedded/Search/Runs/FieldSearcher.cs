using Milvus.Embedded.Building;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Index.Selection;
using Milvus.Embedded.Storage;
using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Search.Runs;

/// <summary>Finds the nearest allowed rows of one field. Indexed rows are searched through the index, the others by comparison.</summary>
internal sealed class FieldSearcher
{
    private readonly SearchPlan _plan;
    private readonly ReadScope _scope;
    private readonly RowBitmap? _allowed;
    private readonly MatchingElements? _elements;
    private readonly BuiltIndex _built;

    /// <param name="plan">The search.</param>
    /// <param name="scope">The rows that are read.</param>
    /// <param name="allowed">The rows that may be hit.</param>
    /// <param name="elements">The elements of these rows that may be hit; null for all.</param>
    public FieldSearcher(SearchPlan plan, ReadScope scope, RowBitmap allowed, MatchingElements? elements = null)
    {
        _elements = elements;
        _plan = plan;
        _scope = scope;
        _built = IndexBuilds.GetIndex(scope.Segment, plan.Index);
        _allowed = allowed.CountSet() == allowed.Length ? null : allowed;
    }

    /// <summary>Upper bound on the number of hits. There is one for each row, or for each vector if rows have lists of vectors.</summary>
    public int Most => ElementSearch.IsOfElements(_plan) ? Array.MaxLength : _scope.Snapshot.Rows;

    /// <summary>The nearest rows, nearest first, at most <paramref name="count"/>.</summary>
    public Hit[] Search(Column queries, int query, int count, CancellationToken token)
    {
        var hits = new TopK(count, _plan.Range);
        if (_built.Column is VectorArrayColumn elements && queries is VectorColumn single)
        {
            return SortByKey(EmbeddingLists.SearchElements(
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
        return SortByKey(hits.ToSorted());
    }

    /// <summary>
    /// The nearest rows in a range; rows of equal distance are in row order. All rows are compared, because a graph may miss a row and an
    /// iterator would never return it. Indexes of sparse vectors are exact.
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
        ? Encode(new SparseValues(sparse.Indices(query), sparse.Values(query)))
        : queries is VectorArrayColumn lists ? lists[query] : ((VectorColumn)queries)[query];

    /// <summary>BM25 weights depend on corpus statistics, so drop_ratio_search is applied inside the BM25 index.</summary>
    private byte[] Encode(SparseValues query)
    {
        var kept = _plan.Metric == DistanceMetric.Bm25 ? query : query.DropLeast(_plan.Search.DropRatio);
        return SparseCodec.Encode(kept.Indices, kept.Values);
    }

    /// <summary>Hits of equal distance are sorted by ascending key, as in Milvus.</summary>
    private Hit[] SortByKey(Hit[] hits)
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
