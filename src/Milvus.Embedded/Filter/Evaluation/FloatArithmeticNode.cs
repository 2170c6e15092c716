using System.Buffers;
using System.Numerics;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Evaluation;

internal sealed class FloatArithmeticNode<T>(ArithmeticOperator @operator, NumberNode<T> left, NumberNode<T> right)
    : NumberNode<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override void Compute(in RowBlock block, Span<T> values, Span<ulong> unknown)
    {
        var rented = ArrayPool<T>.Shared.Rent(values.Length);
        var others = rented.AsSpan(0, values.Length);
        left.Compute(block, values, unknown);
        right.Compute(block, others, unknown);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = FloatArithmetic.Apply(@operator, values[i], others[i]);
        }

        ArrayPool<T>.Shared.Return(rented);
    }
}
