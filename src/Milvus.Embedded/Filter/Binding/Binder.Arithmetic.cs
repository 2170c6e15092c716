using Milvus.Embedded.Filter.Evaluation;
using Milvus.Embedded.Filter.Plan;
using Milvus.Embedded.Filter.Syntax;
using Milvus.Protocol;

namespace Milvus.Embedded.Filter.Binding;

internal sealed partial class Binder
{
    private static ArithmeticOperator ArithmeticOf(TokenKind kind) => kind switch
    {
        TokenKind.Plus => ArithmeticOperator.Add,
        TokenKind.Minus => ArithmeticOperator.Subtract,
        TokenKind.Star => ArithmeticOperator.Multiply,
        TokenKind.Slash => ArithmeticOperator.Divide,
        TokenKind.Percent => ArithmeticOperator.Modulo,
        TokenKind.Power => ArithmeticOperator.Power,
        TokenKind.Ampersand => ArithmeticOperator.BitAnd,
        TokenKind.Bar => ArithmeticOperator.BitOr,
        TokenKind.Caret => ArithmeticOperator.BitXor,
        TokenKind.ShiftLeft => ArithmeticOperator.ShiftLeft,
        TokenKind.ShiftRight => ArithmeticOperator.ShiftRight,
        _ => throw new InvalidOperationException($"{kind} is not an arithmetic operator"),
    };

    private static string NameOf(ArithmeticOperator @operator) => @operator.ToString().ToLowerInvariant();

    private static bool IsShift(ArithmeticOperator @operator) => @operator is ArithmeticOperator.ShiftLeft or ArithmeticOperator.ShiftRight;

    /// <summary>
    /// The type of the result: integers stay integers, a FLOAT field with literals stays single precision, other floating-point operands
    /// become double.
    /// </summary>
    private Operand BindArithmetic(ArithmeticOperator @operator, Operand left, Operand right, SyntaxNode node)
    {
        if (left.Kind == ValueKind.Array || right.Kind == ValueKind.Array)
        {
            throw source.CreateError("can not comparisons array fields directly", node.Start);
        }

        if (!IsNumeric(left) || !IsNumeric(right) || (left.IsJson && right.IsJson))
        {
            throw source.CreateError(
                $"'{NameOf(@operator)}' cannot perform arithmetic between {TypeName(left)} field and {TypeName(right)}",
                node.Start);
        }

        var integersOnly = @operator is ArithmeticOperator.Modulo or ArithmeticOperator.BitAnd
            or ArithmeticOperator.BitOr or ArithmeticOperator.BitXor || IsShift(@operator);
        if (integersOnly && (!IsIntegerOrJson(left) || !IsIntegerOrJson(right)))
        {
            throw source.CreateError(
                (@operator == ArithmeticOperator.Modulo ? "modulo" : "bitwise operations") + " can only apply on integer types",
                node.Start);
        }

        if (IsShift(@operator) && right is not ConstantOperand { Value.Int64: >= 0 and < 64 })
        {
            throw source.CreateError(
                right is ConstantOperand amount
                    ? $"shift amount must be in range [0, 64), got {Describe(amount.Value)}"
                    : "not supported to do arithmetic operations between multiple fields",
                node.Start);
        }

        if (@operator is ArithmeticOperator.Divide or ArithmeticOperator.Modulo
            && right is ConstantOperand { Value.Number: 0 })
        {
            throw source.CreateError("division or modulus by zero", node.Start);
        }

        if (left is ConstantOperand first && right is ConstantOperand second)
        {
            return new ConstantOperand(Fold(@operator, first.Value, second.Value));
        }

        var kind = ArithmeticKind(@operator, left, right);
        var type = kind switch
        {
            ValueKind.Int64 => DataType.Int64,
            ValueKind.Json => DataType.Json,
            _ => DataType.Double,
        };
        return new ArithmeticOperand(@operator, left, right, kind, type);
    }

    private static bool IsIntegerOrJson(Operand operand) => operand.Kind is ValueKind.Int64 or ValueKind.Json;

    private static ValueKind ArithmeticKind(ArithmeticOperator @operator, Operand left, Operand right)
    {
        if (left.IsJson || right.IsJson)
        {
            return ValueKind.Json;
        }

        if (@operator == ArithmeticOperator.Power)
        {
            return ValueKind.Double;
        }

        if (left.Kind == ValueKind.Int64 && right.Kind == ValueKind.Int64)
        {
            return ValueKind.Int64;
        }

        return IsSingleOrLiteral(left) && IsSingleOrLiteral(right) ? ValueKind.Float : ValueKind.Double;
    }

    private static bool IsSingleOrLiteral(Operand operand) => operand.Kind == ValueKind.Float || operand is ConstantOperand;

    private static Constant Fold(ArithmeticOperator @operator, Constant left, Constant right) =>
        left.Kind == ConstantKind.Int64 && right.Kind == ConstantKind.Int64 && @operator != ArithmeticOperator.Power
            ? Constant.Of(IntegerArithmetic.Apply(@operator, left.Int64, right.Int64))
            : Constant.Of(FloatArithmetic.Apply(@operator, left.Number, right.Number));
}
