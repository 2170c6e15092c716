using System.Globalization;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Filter.Plan;
using Milvus.Embedded.Filter.Syntax;
using Milvus.Protocol;

namespace Milvus.Embedded.Filter.Binding;

internal sealed partial class Binder
{
    private Bound BindBinary(BinarySyntax node)
    {
        var left = BindAny(node.Left);
        var right = BindAny(node.Right);
        if (ComparisonOf(node.Operator) is { } comparison)
        {
            if (left.Condition is not null || right.Condition is not null)
            {
                throw source.CreateError(
                    $"comparisons between {BoundName(left)} and {BoundName(right)} are not supported", node.OperatorStart);
            }

            return BindTimeComparison(comparison, left.Value!, right.Value!, node.OperatorStart)
                ?? BindComparison(comparison, left.Value!, right.Value!, node.OperatorStart, node);
        }

        return BindShift(node.Operator, AsValue(left, node.Left), AsValue(right, node.Right), node)
            ?? BindArithmetic(ArithmeticOf(node.Operator), left.Value!, right.Value!, node);
    }

    private static string BoundName(Bound bound) => bound.Condition is not null ? "Bool" : TypeName(bound.Value!);

    private static Comparison? ComparisonOf(TokenKind kind) => kind switch
    {
        TokenKind.Equal => Comparison.Equal,
        TokenKind.NotEqual => Comparison.NotEqual,
        TokenKind.Less => Comparison.Less,
        TokenKind.LessEqual => Comparison.LessEqual,
        TokenKind.Greater => Comparison.Greater,
        TokenKind.GreaterEqual => Comparison.GreaterEqual,
        _ => null,
    };

    private PlanNode BindComparison(Comparison comparison, Operand left, Operand right, int position, SyntaxNode node)
    {
        if (left is ConstantOperand first && right is ConstantOperand second)
        {
            return new BooleanPlan(ConstantComparison.Holds(comparison, first.Value, second.Value) ?? throw source.CreateError(
                "comparison operations cannot be applied to two incompatible operands: "
                + source.Slice(node.Start, node.End), position));
        }

        if (left is ConstantOperand)
        {
            return BindComparison(Mirror(comparison), right, left, position, node);
        }

        if (!CanCompare(left, right))
        {
            throw source.CreateError(
                $"comparisons between {TypeName(left)} and {TypeName(right)} are not supported", position);
        }

        var equality = comparison is Comparison.Equal or Comparison.NotEqual;
        if (left.Kind == ValueKind.Array && (!equality || right is not ConstantOperand))
        {
            throw source.CreateError("can not comparisons array fields directly", position);
        }

        if (right is not ConstantOperand constant)
        {
            return left.IsJson || right.IsJson
                ? throw source.CreateError("two column comparison with JSON type is not supported", position)
                : right.Kind == ValueKind.Array
                    ? throw source.CreateError("can not comparisons array fields directly", position)
                    : new ComparePlan(comparison, left, right);
        }

        var value = Cast(left, constant.Value, position);
        if (left is ElementOperand { Field.ElementType: DataType.Float })
        {
            value = Constant.Of((double)(float)value.Number);
        }

        if (value.Kind != ConstantKind.Array)
        {
            return new ComparePlan(comparison, left, new ConstantOperand(value));
        }

        return equality
            ? new ArrayEqualPlan(left, value.Items, comparison == Comparison.NotEqual)
            : throw source.CreateError("an array can only be compared with == and !=", position);
    }

    private PlanNode BindRange(RangeSyntax node)
    {
        var operand = BindPath(node.Operand);
        if (BindTimeRange(node, operand) is { } times)
        {
            return times;
        }

        var lower = BindBound(node.Lower, "lowerbound");
        var upper = BindBound(node.Upper, "upperbound");
        if (operand.Kind is ValueKind.Bool)
        {
            throw source.CreateError("invalid range operations on boolean expr", node.Operand.Start);
        }

        if (operand.Kind is ValueKind.Array)
        {
            throw source.CreateError("can not comparisons array fields directly", node.Operand.Start);
        }

        if (!CanBound(operand, lower) || !CanBound(operand, upper))
        {
            throw source.CreateError("invalid range operations", node.Start);
        }

        // Two numbers or two texts are ordered. JSON also allows one of each; these are not ordered, and the range matches nothing.
        var empty = node.LowerInclusive && node.UpperInclusive ? Comparison.Greater : Comparison.GreaterEqual;
        if (ConstantComparison.Holds(empty, lower, upper) == true)
        {
            throw source.CreateError("invalid range: lowerbound is greater than upperbound", node.Start);
        }

        return new LogicalPlan(IsAnd: true,
        [
            BindComparison(
                node.LowerInclusive ? Comparison.GreaterEqual : Comparison.Greater,
                operand, new ConstantOperand(lower), node.Lower.Start, node),
            BindComparison(
                node.UpperInclusive ? Comparison.LessEqual : Comparison.Less,
                operand, new ConstantOperand(upper), node.Upper.Start, node),
        ]);
    }

    private Constant BindBound(SyntaxNode node, string name) =>
        BindAny(node).Value is ConstantOperand constant
            ? constant.Value
            : throw source.CreateError(
                $"{name} cannot be a non-const expression: {source.Slice(node.Start, node.End)}", node.Start);

    private static bool CanBound(Operand operand, Constant value) => operand.Kind switch
    {
        ValueKind.String => value.Kind == ConstantKind.String,
        ValueKind.Int64 => value.Kind == ConstantKind.Int64,
        ValueKind.Float or ValueKind.Double => value.IsNumber,
        ValueKind.Json => value.IsNumber || value.Kind == ConstantKind.String,
        _ => false,
    };

    private static bool CanCompare(Operand left, Operand right)
    {
        var leftType = left.Kind == ValueKind.Array ? ElementType(left) : left.Type;
        var rightType = right.Kind == ValueKind.Array ? ElementType(right) : right.Type;
        return CanCompare(KindOf(leftType), KindOf(rightType), left.Kind == ValueKind.Json || right.Kind == ValueKind.Json);
    }

    private static bool CanCompare(ValueKind left, ValueKind right, bool json) => left switch
    {
        _ when json => left is not (ValueKind.Other or ValueKind.Array) || right is ValueKind.Json,
        ValueKind.Bool => right is ValueKind.Bool,
        ValueKind.Int64 or ValueKind.Float or ValueKind.Double =>
            right is ValueKind.Int64 or ValueKind.Float or ValueKind.Double,
        ValueKind.String => right is ValueKind.String,
        _ => false,
    };

    private Constant Cast(Operand target, Constant value, int position) =>
        Fits(target, value)
            ? ConvertToKind(target, value)
            : throw source.CreateError($"cannot cast value to {target.Type.Text()}, value: {Describe(value)}", position);

    /// <summary>Whether a constant can be compared with a field. An integer field accepts no fraction, not even .0.</summary>
    private static bool Fits(Operand target, Constant value) => target.Kind switch
    {
        ValueKind.Json => target is JsonOperand || value.IsNumber,
        ValueKind.Array => value.Kind == ConstantKind.Array,
        ValueKind.String => value.Kind == ConstantKind.String,
        ValueKind.Bool => value.Kind == ConstantKind.Bool,
        ValueKind.Int64 => value.Kind == ConstantKind.Int64,
        ValueKind.Float or ValueKind.Double => value.IsNumber,
        _ => false,
    };

    /// <summary>Converts a constant that fits to the type of the field.</summary>
    private static Constant ConvertToKind(Operand target, Constant value) =>
        target.Kind is ValueKind.Float or ValueKind.Double ? Constant.Of(value.Number) : value;

    private static string Describe(Constant value) => value.Kind switch
    {
        ConstantKind.Bool => $"bool_val:{(value.Bool ? "true" : "false")}",
        ConstantKind.Int64 => $"int64_val:{value.Int64.ToString(CultureInfo.InvariantCulture)}",
        ConstantKind.Double => $"float_val:{value.Double.ToString(CultureInfo.InvariantCulture)}",
        ConstantKind.String => $"string_val:\"{value.String}\"",
        _ => "array_val",
    };

    private static Comparison Mirror(Comparison comparison) => comparison switch
    {
        Comparison.Less => Comparison.Greater,
        Comparison.LessEqual => Comparison.GreaterEqual,
        Comparison.Greater => Comparison.Less,
        Comparison.GreaterEqual => Comparison.LessEqual,
        _ => comparison,
    };
}
