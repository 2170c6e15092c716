using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter;

namespace Milvus.Embedded.Search;

/// <summary>Returns the rows that match a filter, in ascending order of their keys. For each key it is the newest matching row.</summary>
internal static class KeyOrderedRows
{
    private const int MinBatch = 128;
    private const int FirstBatch = 4096;
    private const int MaxBatch = 1 << 20;

    /// <summary>All rows that match.</summary>
    public static IEnumerable<int> All(ReadScope scope, CompiledFilter filter, CancellationToken token)
    {
        var rows = scope.FindRows(filter, token).ToArray();
        token.ThrowIfCancellationRequested();
        return Sort(scope, rows);
    }

    /// <summary>
    /// The rows that match, found lazily. The cost depends on the rows that are read from the lower bound of the key on, not on all rows.
    /// </summary>
    /// <param name="scope">The rows to read.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="wanted">The number of rows that the caller expects to read.</param>
    /// <param name="token">Cancels the read.</param>
    public static IEnumerable<int> First(ReadScope scope, CompiledFilter filter, long wanted, CancellationToken token)
    {
        // A sample is drawn from all matching rows. A snapshot before the first write has no rows.
        if (filter.SampleFactor is not null || scope.Snapshot.Rows == 0)
        {
            return All(scope, filter, token);
        }

        var bounds = KeyBounds.Of(filter.Plan);
        return scope.FindFew(filter, bounds, wanted) is { } few
            ? Sort(scope, scope.FindMatching(filter, few, token))
            : Distinct(scope, Walk(scope, filter, bounds, wanted, token));
    }

    private static IEnumerable<int> Walk(ReadScope scope, CompiledFilter filter, KeyBounds bounds, long wanted, CancellationToken token)
    {
        var walk = new KeyWalk(scope.Segment.Columns.PrimaryKey, scope.Segment.KeyOrder.GetRuns(scope.Snapshot.Rows), bounds);
        // The batches grow, because larger ones are faster if few rows match.
        for (var size = (int)Math.Clamp(wanted, MinBatch, FirstBatch); ; size = Math.Min(size * 2, MaxBatch))
        {
            var batch = new int[size];
            var count = walk.Take(batch);
            foreach (var row in scope.FindMatching(filter, batch.AsSpan(0, count).ToArray(), token))
            {
                yield return row;
            }

            if (count < size)
            {
                yield break;
            }
        }
    }

    private static IEnumerable<int> Sort(ReadScope scope, int[] rows)
    {
        var keys = scope.Segment.Columns.PrimaryKey;
        // Keys are mostly ascending already. Sorting a million rows to return ten would take most of the time.
        if (!IsAscending(keys, rows))
        {
            // Of several rows with one key the newest comes first, and only the first is returned.
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
