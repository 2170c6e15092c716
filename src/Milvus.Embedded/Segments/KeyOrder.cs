using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Segments;

/// <summary>
/// The rows of a segment in the order of their keys, so that a page of a read begins at a key without scanning the rows before it. It is
/// created on first use. New rows become a run of their own. Runs of similar size are merged, so that there are few runs and a row is
/// merged a few times: the scheme of the log-structured merge-tree (O'Neil et al. 1996).
/// </summary>
internal sealed class KeyOrder(Column keys)
{
    private readonly object _gate = new();
    private KeyRun[] _runs = [];

    /// <summary>Runs that contain all rows below a number, and possibly later rows.</summary>
    public IReadOnlyList<KeyRun> GetRuns(int rows)
    {
        var runs = Volatile.Read(ref _runs);
        if (CountCovered(runs) >= rows)
        {
            return runs;
        }

        lock (_gate)
        {
            var from = CountCovered(_runs);
            if (from < rows)
            {
                Volatile.Write(ref _runs, With(_runs, CreateRun(from, rows)));
            }

            return _runs;
        }
    }

    private static int CountCovered(KeyRun[] runs) => runs.Sum(run => run.Count);

    private KeyRun[] With(KeyRun[] runs, KeyRun more)
    {
        var all = new List<KeyRun>(runs) { more };
        while (all.Count > 1 && (Follows(all[^2], all[^1]) || all[^2].Count < all[^1].Count * 2L))
        {
            var merged = Follows(all[^2], all[^1]) ? all[^2] with { Count = all[^2].Count + all[^1].Count } : Merge(all[^2], all[^1]);
            all.RemoveAt(all.Count - 1);
            all[^1] = merged;
        }

        return [.. all];
    }

    /// <summary>Whether two runs can be joined: rows whose order is that of their keys, as is common.</summary>
    private bool Follows(KeyRun first, KeyRun second) => first.Rows is null && second.Rows is null
        && first.First + first.Count == second.First && KeyColumn.Compare(keys, second.First - 1, second.First) < 0;

    private KeyRun CreateRun(int from, int to)
    {
        for (var row = from + 1; row < to; row++)
        {
            if (KeyColumn.Compare(keys, row - 1, row) >= 0)
            {
                return new KeyRun(from, to - from, SortRows(from, to));
            }
        }

        return new KeyRun(from, to - from, null);
    }

    private int[] SortRows(int from, int to)
    {
        var rows = Enumerable.Range(from, to - from).ToArray();
        if (keys is not ValueColumn<long> numbers)
        {
            Array.Sort(rows, Compare);
            return rows;
        }

        // Sorting numbers together with their rows is several times faster than sorting rows by the numbers they refer to.
        var values = Array.ConvertAll(rows, row => numbers[row]);
        Array.Sort(values, rows);
        for (var start = 0; start < rows.Length;)
        {
            var end = start + 1;
            while (end < rows.Length && values[end] == values[start])
            {
                end++;
            }

            rows.AsSpan(start..end).Sort(static (left, right) => right.CompareTo(left));
            start = end;
        }

        return rows;
    }

    private KeyRun Merge(KeyRun left, KeyRun right)
    {
        var rows = new int[left.Count + right.Count];
        var (mine, other) = (0, 0);
        for (var place = 0; place < rows.Length; place++)
        {
            var takeLeft = other == right.Count || (mine < left.Count && Compare(left[mine], right[other]) < 0);
            rows[place] = takeLeft ? left[mine++] : right[other++];
        }

        return new KeyRun(left.First, rows.Length, rows);
    }

    private int Compare(int left, int right) => KeyColumn.Compare(keys, left, right) is not 0 and var order ? order : right.CompareTo(left);
}
