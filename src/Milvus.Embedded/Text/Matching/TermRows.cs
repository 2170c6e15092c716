using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Text.Analysis;
using Milvus.Embedded.Text.Fields;
using Milvus.Protocol;

namespace Milvus.Embedded.Text.Matching;

/// <summary>
/// An inverted index of a text column: for each term its rows, ascending. It is built by the first filter that requires it, and extended by
/// later ones. Readers of the indexed rows need no lock.
/// </summary>
internal sealed class TermRows
{
    private static readonly ConditionalWeakTable<ValueColumn<string>, TermRows> _known = [];

    private readonly ValueColumn<string> _column;
    private readonly Analyzer _analyzer;
    private readonly ConcurrentDictionary<string, ChunkList<int>> _rows = new(StringComparer.Ordinal);
    private readonly object _adding = new();
    private int _count;

    private TermRows(ValueColumn<string> column, Analyzer analyzer)
    {
        _column = column;
        _analyzer = analyzer;
    }

    /// <summary>The index of a field, extended to the rows of a block. All filters on a column share one.</summary>
    public static TermRows Of(in RowBlock block, FieldSchema field)
    {
        var terms = _known.GetValue(
            block.Column<ValueColumn<string>>(field.Name),
            column => new TermRows(column, FieldAnalyzers.Of(field).Find(null)));
        terms.TakeUp(block.Start + block.Count);
        return terms;
    }

    /// <summary>The number of terms that each row of the block contains. A term that is given twice counts twice.</summary>
    public int[] Count(in RowBlock block, IEnumerable<string> terms)
    {
        var counts = new int[block.Count];
        foreach (var term in terms)
        {
            ForEach(term, block.Start, block.Start + block.Count, row => counts[row]++);
        }

        return counts;
    }

    private void TakeUp(int rows)
    {
        if (Volatile.Read(ref _count) >= rows)
        {
            return;
        }

        lock (_adding)
        {
            for (var row = _count; row < rows; row++)
            {
                Add(row);
            }

            Volatile.Write(ref _count, Math.Max(_count, rows));
        }
    }

    /// <summary>
    /// Calls <paramref name="found"/> for each row of a term from <paramref name="from"/>, inclusive, to <paramref name="to"/>, exclusive.
    /// The argument is the offset of the row from the start.
    /// </summary>
    private void ForEach(string term, int from, int to, Action<int> found)
    {
        if (!_rows.TryGetValue(term, out var rows))
        {
            return;
        }

        for (var at = FirstFrom(rows, from); at < rows.Count && rows[at] is var row && row < to; at++)
        {
            found(row - from);
        }
    }

    private void Add(int row)
    {
        if (_column.IsNull(row))
        {
            return;
        }

        foreach (var term in _analyzer.Analyze(_column[row]).Select(token => token.Term).Distinct(StringComparer.Ordinal))
        {
            _rows.GetOrAdd(term, _ => new ChunkList<int>(1)).Append(row);
        }
    }

    private static int FirstFrom(ChunkList<int> rows, int from)
    {
        var low = 0;
        var high = rows.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (rows[middle] < from)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
