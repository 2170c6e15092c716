using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter;
using Milvus.Embedded.Index.Scalar;

namespace Milvus.Embedded.Search;

/// <content>Reads that evaluate only some of the rows.</content>
internal sealed partial class ReadScope
{
    // With this number of rows a part is worth a thread.
    private const int PartRows = 1 << 15;

    /// <summary>
    /// A small set of rows that contains all matches, if the filter lists keys or an index narrows it. It is small if it has fewer rows
    /// than a walk in key order would pass to find the wanted ones. Null if all rows must be considered.
    /// </summary>
    public int[]? FindFew(CompiledFilter filter, KeyBounds bounds, long wanted)
    {
        if (bounds.Keys is { } keys)
        {
            return [.. Segment.Find(KeyColumn.Of(_collection.PrimaryKey, keys), Snapshot).Order()];
        }

        if (filter.IsAlwaysTrue || new CandidateRows([.. Segment.Scalars.Values], Snapshot.Rows).Of(filter.Plan) is not { } candidates)
        {
            return null;
        }

        // In key order, one of rows / candidates rows is a candidate.
        var count = (long)candidates.CountSet();
        return count * count <= wanted * Snapshot.Rows ? [.. Members(candidates)] : null;
    }

    /// <summary>The rows of a list that are visible and match, in their order.</summary>
    public int[] FindMatching(CompiledFilter filter, int[] rows, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        var visible = Array.FindAll(rows, row => row < Snapshot.Rows && IsVisible(row));
        if (filter.IsAlwaysTrue)
        {
            return visible;
        }

        // Neighbouring rows are evaluated together.
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
