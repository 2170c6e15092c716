using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>64-bit arithmetic: it wraps around on overflow and truncates divisions toward zero. Only a zero divisor throws.</summary>
internal static class IntegerArithmetic
{
    public static long Apply(ArithmeticOperator @operator, long left, long right) => @operator switch
    {
        ArithmeticOperator.Add => unchecked(left + right),
        ArithmeticOperator.Subtract => unchecked(left - right),
        ArithmeticOperator.Multiply => unchecked(left * right),

        // long.MinValue / -1 traps on x86.
        ArithmeticOperator.Divide => right == -1 ? unchecked(-left) : left / right,
        ArithmeticOperator.Modulo => right == -1 ? 0 : left % right,
        ArithmeticOperator.BitAnd => left & right,
        ArithmeticOperator.BitOr => left | right,
        ArithmeticOperator.BitXor => left ^ right,
        ArithmeticOperator.ShiftLeft => left << (int)right,
        ArithmeticOperator.ShiftRight => left >> (int)right,
        _ => throw new InvalidOperationException($"{@operator} of integers is not an integer"),
    };
}
