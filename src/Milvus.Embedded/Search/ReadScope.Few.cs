using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter;
using Milvus.Embedded.Index.Scalar;

namespace Milvus.Embedded.Search;

/// <content>Reads that look at some rows only.</content>
internal sealed partial class ReadScope
{
    // Enough rows for a thread to be worth it.
    private const int PartRows = 1 << 15;

    /// <summary>
    /// Rows among which all that match are, where the filter lists keys or an index tells of few: fewer than would be passed to find
    /// the wanted ones in key order. Null where all rows are to be looked at.
    /// </summary>
    public int[]? Few(CompiledFilter filter, KeyBounds bounds, long wanted)
    {
        if (bounds.Keys is { } keys)
        {
            return [.. Segment.Find(KeyColumn.Of(_collection.PrimaryKey, keys), Snapshot).Order()];
        }

        if (filter.IsAlwaysTrue || new CandidateRows([.. Segment.Scalars.Values], Snapshot.Rows).Of(filter.Plan) is not { } candidates)
        {
            return null;
        }

        // In key order about one of (rows / candidates) is one.
        var count = (long)candidates.CountSet();
        return count * count <= wanted * Snapshot.Rows ? [.. Members(candidates)] : null;
    }

    /// <summary>Those of some rows that are there and match, in the order given.</summary>
    public int[] Matching(CompiledFilter filter, int[] rows, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        var visible = Array.FindAll(rows, row => row < Snapshot.Rows && IsVisible(row));
        if (filter.IsAlwaysTrue)
        {
            return visible;
        }

        // Rows are evaluated together with their neighbours.
        int[] byNumber = [.. visible];
        var places = Enumerable.Range(0, visible.Length).ToArray();
        Array.Sort(byNumber, places);
        var matches = new bool[visible.Length];
        var parts = (visible.Length + PartRows - 1) / PartRows;
        if (parts == 1)
        {
            Evaluate(0);
        }
        else
        {
            Parallel.For(0, parts, new ParallelOptions { CancellationToken = token }, Evaluate);
        }

        return visible.Where((_, place) => matches[place]).ToArray();

        void Evaluate(int part)
        {
            var range = (part * PartRows)..Math.Min((part + 1) * PartRows, byNumber.Length);
            filter.Evaluate(Segment.Columns, byNumber.AsSpan(range), places.AsSpan(range), matches);
        }
    }
}
