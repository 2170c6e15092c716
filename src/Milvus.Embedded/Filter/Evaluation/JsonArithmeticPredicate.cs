using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>Compares arithmetic on JSON with a number.</summary>
internal sealed class JsonArithmeticPredicate(ComparePlan plan, IReadOnlyList<string> columns, bool negated)
    : LeafPredicate(negated, columns)
{
    private readonly CompareTest _test = new(plan.Comparison, ((ConstantOperand)plan.Right).Value);

    public override int Cost => 150;

    protected override void Match(
        in RowBlock block, ReadOnlySpan<ulong> candidates, Span<ulong> bits, Span<ulong> unknown)
    {
        bits.Clear();
        foreach (var row in candidates.Rows())
        {
            var value = JsonArithmetic.Compute(plan.Left, block, block.Start + row);
            var holds = value.State switch
            {
                JsonNumberState.Integer => _test.Integer(value.Integer),
                JsonNumberState.Fraction => _test.Number(value.Fraction),
                _ => false,
            };
            if (holds)
            {
                bits.Set(row);
            }

            if (value.State == JsonNumberState.Unknown)
            {
                unknown.Set(row);
            }
        }
    }
}
