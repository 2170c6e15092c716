using System.Buffers;
using System.Numerics;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>Compares two numeric expressions. It evaluates to UNKNOWN for a row without a value, such as a missing array element.</summary>
internal sealed class NumberPredicate<T>(
    Comparison comparison, NumberNode<T> left, NumberNode<T> right, IReadOnlyList<string> columns, bool negated)
    : LeafPredicate(negated, columns)
    where T : unmanaged, INumber<T>
{
    public override int Cost => 20;

    protected override void Match(
        in RowBlock block, ReadOnlySpan<ulong> candidates, Span<ulong> bits, Span<ulong> unknown)
    {
        var rentedLeft = ArrayPool<T>.Shared.Rent(block.Count);
        var values = rentedLeft.AsSpan(0, block.Count);
        left.Compute(block, values, unknown);
        if (right is ConstantNode<T> constant)
        {
            VectorComparison.Compare(comparison, values, constant.Value, bits);
        }
        else
        {
            var rentedRight = ArrayPool<T>.Shared.Rent(block.Count);
            var others = rentedRight.AsSpan(0, block.Count);
            right.Compute(block, others, unknown);
            VectorComparison.Compare<T>(comparison, values, others, bits);
            ArrayPool<T>.Shared.Return(rentedRight);
        }

        ArrayPool<T>.Shared.Return(rentedLeft);
    }
}
