using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter;

namespace Milvus.Embedded.Search;

/// <summary>The rows that match a filter, by ascending key, of each key the newest that matches.</summary>
internal static class KeyOrderedRows
{
    private const int MinBatch = 128;
    private const int FirstBatch = 4096;
    private const int MaxBatch = 1 << 20;

    /// <summary>All of them.</summary>
    public static IEnumerable<int> All(ReadScope scope, CompiledFilter filter, CancellationToken token)
    {
        var rows = scope.Rows(filter, token).ToArray();
        token.ThrowIfCancellationRequested();
        return Sorted(scope, rows);
    }

    /// <summary>
    /// The same, found as they are taken. The first ones cost what lies before them and after the bound that the filter sets for
    /// keys, not all rows.
    /// </summary>
    /// <param name="scope">What is read.</param>
    /// <param name="filter">Which rows.</param>
    /// <param name="wanted">How many will be taken.</param>
    /// <param name="token">Ends the search.</param>
    public static IEnumerable<int> First(ReadScope scope, CompiledFilter filter, long wanted, CancellationToken token)
    {
        // A sample is one of all rows, and a moment before the first write has none.
        if (filter.SampleFactor is not null || scope.Snapshot.Rows == 0)
        {
            return All(scope, filter, token);
        }

        var bounds = KeyBounds.Of(filter.Plan);
        return scope.Few(filter, bounds, wanted) is { } few
            ? Sorted(scope, scope.Matching(filter, few, token))
            : Distinct(scope, Walk(scope, filter, bounds, wanted, token));
    }

    private static IEnumerable<int> Walk(ReadScope scope, CompiledFilter filter, KeyBounds bounds, long wanted, CancellationToken token)
    {
        var walk = new KeyWalk(scope.Segment.Columns.PrimaryKey, scope.Segment.KeyOrder.Upto(scope.Snapshot.Rows), bounds);
        // Where few rows match, larger batches find them faster.
        for (var size = (int)Math.Clamp(wanted, MinBatch, FirstBatch); ; size = Math.Min(size * 2, MaxBatch))
        {
            var batch = new int[size];
            var count = walk.Take(batch);
            foreach (var row in scope.Matching(filter, batch.AsSpan(0, count).ToArray(), token))
            {
                yield return row;
            }

            if (count < size)
            {
                yield break;
            }
        }
    }

    private static IEnumerable<int> Sorted(ReadScope scope, int[] rows)
    {
        var keys = scope.Segment.Columns.PrimaryKey;
        // Keys mostly come in ascending order, and sorting a million rows for the first ten would take most of the time.
        if (!IsAscending(keys, rows))
        {
            // Of several rows with one key the newest comes first, and is the one that stays.
            Array.Sort(rows, (left, right) => KeyColumn.Compare(keys, left, right) is not 0 and var order ? order : right.CompareTo(left));
        }

        return Distinct(scope, rows);
    }

    private static IEnumerable<int> Distinct(ReadScope scope, IEnumerable<int> rows)
    {
        var keys = scope.Segment.Columns.PrimaryKey;
        var last = -1;
        foreach (var row in rows)
        {
            if (last < 0 || !scope.Snapshot.HasDuplicates || KeyColumn.Compare(keys, last, row) != 0)
            {
                yield return row;
            }

            last = row;
        }
    }

    private static bool IsAscending(Column keys, int[] rows)
    {
        for (var place = 1; place < rows.Length; place++)
        {
            if (KeyColumn.Compare(keys, rows[place - 1], rows[place]) >= 0)
            {
                return false;
            }
        }

        return true;
    }
}
