using System.Buffers;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Evaluation;

internal sealed class IntegerArithmeticNode(ArithmeticOperator @operator, NumberNode<long> left, NumberNode<long> right)
    : NumberNode<long>
{
    public override void Compute(in RowBlock block, Span<long> values, Span<ulong> unknown)
    {
        var rented = ArrayPool<long>.Shared.Rent(values.Length);
        var others = rented.AsSpan(0, values.Length);
        left.Compute(block, values, unknown);
        right.Compute(block, others, unknown);
        switch (@operator)
        {
            case ArithmeticOperator.Add:
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = unchecked(values[i] + others[i]);
                }

                break;
            case ArithmeticOperator.Subtract:
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = unchecked(values[i] - others[i]);
                }

                break;
            case ArithmeticOperator.Multiply:
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = unchecked(values[i] * others[i]);
                }

                break;
            default:
                Other(values, others, unknown);
                break;
        }

        ArrayPool<long>.Shared.Return(rented);
    }

    private void Other(Span<long> values, ReadOnlySpan<long> others, Span<ulong> unknown)
    {
        var divides = @operator is ArithmeticOperator.Divide or ArithmeticOperator.Modulo;
        for (var i = 0; i < values.Length; i++)
        {
            if (divides && others[i] == 0)
            {
                unknown.Set(i);
            }
            else
            {
                values[i] = IntegerArithmetic.Apply(@operator, values[i], others[i]);
            }
        }
    }
}
