using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>A test of one element of an array field; UNKNOWN if the array is too short.</summary>
internal sealed class ElementPredicate(ElementOperand operand, ScalarTest test, bool negated)
    : LeafPredicate(negated, [operand.Field.Name])
{
    public override int Cost => 10 + test.Cost;

    protected override void Match(
        in RowBlock block, ReadOnlySpan<ulong> candidates, Span<ulong> bits, Span<ulong> unknown)
    {
        var column = block.Column<ArrayColumn>(operand.Field.Name);
        var index = operand.Index;
        bits.Clear();
        foreach (var row in candidates.Rows())
        {
            var array = column[block.Start + row];
            if (index >= array.Length)
            {
                unknown.Set(row);
                continue;
            }

            var holds = array switch
            {
                int[] values => test.Integer(values[index]),
                long[] values => test.Integer(values[index]),
                float[] values => test.Number(values[index]),
                double[] values => test.Number(values[index]),
                string[] values => test.Text(values[index]),
                bool[] values => test.Boolean(values[index]),
                _ => false,
            };
            if (holds)
            {
                bits.Set(row);
            }
        }
    }
}
