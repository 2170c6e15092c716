using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Text.Analysis;
using Milvus.Embedded.Text.Fields;
using Milvus.Protocol;

namespace Milvus.Embedded.Text.Matching;

/// <summary>
/// For each term of a text column the rows that have it, ascending. Made when a filter first asks, and taken further as far as later
/// ones ask; readers of the rows below need no lock.
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

    /// <summary>The terms of a field of a block's rows; one for each column, however many filters ask.</summary>
    public static TermRows Of(in RowBlock block, FieldSchema field)
    {
        var terms = _known.GetValue(
            block.Column<ValueColumn<string>>(field.Name),
            column => new TermRows(column, FieldAnalyzers.Of(field).Find(null)));
        terms.TakeUp(block.Start + block.Count);
        return terms;
    }

    /// <summary>How many of the terms each row of the block has, a term that is given twice counted twice.</summary>
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

    /// <summary>Calls back with each row of a term from a first row up to before another, by its distance from the first.</summary>
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
