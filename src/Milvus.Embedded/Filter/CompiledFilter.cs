using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter.Evaluation;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter;

/// <summary>An expression that is ready to be evaluated. It has no state of an evaluation, so any number of threads can use it.</summary>
internal sealed class CompiledFilter
{
    private readonly Predicate _predicate;
    private readonly Lazy<IReadOnlyList<object>?> _primaryKeys;

    internal CompiledFilter(string text, PlanNode plan)
    {
        Text = text;
        Plan = plan is SamplePlan { Predicate: var predicate } ? predicate : plan;
        SampleFactor = (plan as SamplePlan)?.Factor;
        _primaryKeys = new Lazy<IReadOnlyList<object>?>(() => PrimaryKeyList.Of(plan));
        _predicate = PredicateBuilder.Build(Plan);
        if (ElementFilterPlan.Of(Plan) is { } filter)
        {
            ElementStruct = filter.Struct;
            Elements = new ElementEvaluator(filter.Element);
        }
    }

    /// <summary>The expression as it was given.</summary>
    public string Text { get; }

    /// <summary>The bound expression.</summary>
    public PlanNode Plan { get; }

    /// <summary>The share of the matching rows to return, chosen at random; null for all.</summary>
    public double? SampleFactor { get; }

    /// <summary>
    /// The keys, each a long or a string, if the whole expression is `key == x` or `key in […]`. The rows with these keys are exactly those
    /// that match. Null for any other expression.
    /// </summary>
    public IReadOnlyList<object>? PrimaryKeys => _primaryKeys.Value;

    /// <summary>Whether the expression is empty or constant, so that every row matches.</summary>
    public bool IsAlwaysTrue => Plan is BooleanPlan { Value: true } && SampleFactor is null;

    /// <summary>The array of structs that `element_filter` searches; null if the expression returns rows.</summary>
    public string? ElementStruct { get; }

    /// <summary>Evaluates which elements of a matching row are returned; null if rows are returned.</summary>
    public ElementEvaluator? Elements { get; }

    /// <summary>Evaluates the expression for single rows.</summary>
    /// <param name="columns">The columns of the schema for which the expression was compiled.</param>
    /// <param name="rows">The rows, ascending.</param>
    /// <param name="places">For each row its position in <paramref name="into"/>.</param>
    /// <param name="into">Set to true at the positions of the rows that match.</param>
    public void Evaluate(ColumnSet columns, ReadOnlySpan<int> rows, ReadOnlySpan<int> places, bool[] into)
    {
        Span<ulong> looked = stackalloc ulong[1];
        Span<ulong> found = stackalloc ulong[1];
        for (int at = 0, end = 0; at < rows.Length; at = end)
        {
            // The rows of one bitmap word are evaluated as a block.
            var start = rows[at] & ~63;
            looked[0] = 0;
            for (; end < rows.Length && (rows[end] & ~63) == start; end++)
            {
                looked[0] |= 1UL << (rows[end] & 63);
            }

            found[0] = 0;
            _predicate.Evaluate(new RowBlock(columns, start, rows[end - 1] - start + 1), looked, found);
            for (var place = at; found[0] != 0 && place < end; place++)
            {
                into[places[place]] = (found[0] >> (rows[place] & 63) & 1) != 0;
            }
        }
    }

    /// <summary>Sets the bit of each row that matches, and clears it of each that does not.</summary>
    /// <param name="columns">The columns of the schema for which the expression was compiled.</param>
    /// <param name="start">The first row.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="into">The result. Rows outside the range keep their bits.</param>
    /// <param name="among">The rows to evaluate; others do not match. Null for all rows.</param>
    public void Evaluate(ColumnSet columns, int start, int count, RowBitmap into, RowBitmap? among = null)
    {
        Span<ulong> bits = stackalloc ulong[Column.ChunkRows / 64];
        Span<ulong> candidates = stackalloc ulong[Column.ChunkRows / 64];
        Span<ulong> rows = stackalloc ulong[Column.ChunkRows / 64];
        var end = start + count;

        // Comparisons evaluate whole blocks. If the rows to evaluate are rare, a block is one word of the bitmap, and most blocks are
        // skipped.
        var mask = among is null || among.CountSet() > among.Length / 64 ? Column.ChunkMask : 63;
        for (var row = start; row < end;)
        {
            // A block begins at a word boundary. The results of rows before the range are discarded.
            var blockStart = row & ~63;
            var blockEnd = Math.Min((row | mask) + 1, end);
            var block = new RowBlock(columns, blockStart, blockEnd - blockStart);
            var wanted = candidates[..block.Words];
            block.FillAll(wanted);
            wanted[0] &= ulong.MaxValue << (row & 63);
            var looked = rows[..block.Words];
            wanted.CopyTo(looked);
            if (among is not null)
            {
                looked.And(among.Words.Slice(blockStart >> 6, block.Words));
            }

            var found = bits[..block.Words];
            if (((ReadOnlySpan<ulong>)looked).IsEmpty())
            {
                found.Clear();
            }
            else
            {
                _predicate.Evaluate(block, looked, found);
            }

            var target = into.Words.Slice(blockStart >> 6, block.Words);
            for (var i = 0; i < found.Length; i++)
            {
                target[i] = (target[i] & ~wanted[i]) | found[i];
            }

            row = blockEnd;
        }
    }
}
