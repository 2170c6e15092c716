using Milvus.Embedded.Columns;
using Milvus.Embedded.Segments;

namespace Milvus.Embedded.Search;

/// <summary>Merges sorted runs of rows in the order of their keys, between two bounds. Of one key the newest row comes first.</summary>
internal sealed class KeyWalk
{
    private readonly Column _keys;
    private readonly KeyRun[] _runs;
    private readonly int[] _next;
    private readonly int[] _ends;

    public KeyWalk(Column keys, IReadOnlyList<KeyRun> runs, KeyBounds bounds)
    {
        _keys = keys;
        _runs = [.. runs];
        _next = Array.ConvertAll(_runs, run => Place(run, row => bounds.IsBelow(keys, row)));
        _ends = Array.ConvertAll(_runs, run => Place(run, row => !bounds.IsAbove(keys, row)));
    }

    /// <summary>Writes the next rows. It writes fewer than fit only at the end. Returns their number.</summary>
    public int Take(Span<int> into)
    {
        for (var count = 0; count < into.Length; count++)
        {
            var run = First();
            if (run < 0)
            {
                return count;
            }

            into[count] = _runs[run][_next[run]++];
        }

        return into.Length;
    }

    /// <summary>The run with the next row; -1 at the end. Of equal keys the row of the later run is newer.</summary>
    private int First()
    {
        var first = -1;
        for (var run = 0; run < _runs.Length; run++)
        {
            if (_next[run] < _ends[run] && (first < 0 || KeyColumn.Compare(_keys, _runs[run][_next[run]], _runs[first][_next[first]]) <= 0))
            {
                first = run;
            }
        }

        return first;
    }

    /// <summary>The position of the first row that is not before the bound. The rows before it come first.</summary>
    private static int Place(KeyRun run, Func<int, bool> isBefore)
    {
        var (low, high) = (0, run.Count);
        while (low < high)
        {
            var middle = (int)((uint)(low + high) / 2);
            (low, high) = isBefore(run[middle]) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
