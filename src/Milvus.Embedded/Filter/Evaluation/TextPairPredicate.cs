using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>Compares two texts of a row, which are fields or elements of array fields.</summary>
internal sealed class TextPairPredicate(
    Comparison comparison, Operand left, Operand right, IReadOnlyList<string> columns, bool negated)
    : LeafPredicate(negated, columns)
{
    public override int Cost => 20;

    protected override void Match(
        in RowBlock block, ReadOnlySpan<ulong> candidates, Span<ulong> bits, Span<ulong> unknown)
    {
        bits.Clear();
        foreach (var row in candidates.Rows())
        {
            if (Text(left, block, row) is not { } first || Text(right, block, row) is not { } second)
            {
                unknown.Set(row);
            }
            else if (comparison.HoldsFor(Utf8Order.Compare(first, second)))
            {
                bits.Set(row);
            }
        }
    }

    private static string? Text(Operand operand, in RowBlock block, int row) => operand switch
    {
        ColumnOperand column => block.Column<ValueColumn<string>>(column.Field.Name)[block.Start + row],
        ElementOperand element =>
            (string[])block.Column<ArrayColumn>(element.Field.Name)[block.Start + row] is var texts
            && element.Index < texts.Length ? texts[element.Index] : null,
        _ => throw new InvalidOperationException($"{operand.GetType().Name} is not a text of a row"),
    };
}
