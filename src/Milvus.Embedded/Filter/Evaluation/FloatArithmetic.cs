using System.Numerics;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>IEEE 754 arithmetic in single or double precision.</summary>
internal static class FloatArithmetic
{
    public static T Apply<T>(ArithmeticOperator @operator, T left, T right)
        where T : IBinaryFloatingPointIeee754<T> => @operator switch
        {
            ArithmeticOperator.Add => left + right,
            ArithmeticOperator.Subtract => left - right,
            ArithmeticOperator.Multiply => left * right,
            ArithmeticOperator.Divide => left / right,
            ArithmeticOperator.Power => T.Pow(left, right),
            _ => throw new InvalidOperationException($"{@operator} needs integers"),
        };
}
