using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>A BOOL field in a list of values.</summary>
internal sealed class BooleanInPredicate(string column, IReadOnlyList<Constant> values, bool negated)
    : LeafPredicate(negated, [column])
{
    private readonly string _column = column;
    private readonly bool _true = values.Any(value => value.Bool);
    private readonly bool _false = values.Any(value => !value.Bool);

    public override int Cost => 2;

    protected override void Match(
        in RowBlock block, ReadOnlySpan<ulong> candidates, Span<ulong> bits, Span<ulong> unknown)
    {
        var rows = block.Values<bool>(_column);
        bits.Clear();
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] ? _true : _false)
            {
                bits.Set(i);
            }
        }
    }
}
