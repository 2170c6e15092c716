using Milvus.Embedded.Contract;
using Milvus.Embedded.Filter.Plan;
using Milvus.Embedded.Filter.Syntax;
using Milvus.Protocol;

namespace Milvus.Embedded.Filter.Binding;

internal sealed partial class Binder
{
    private Constant[] BindListValues(ListSyntax node)
    {
        var values = new Constant[node.Elements.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var element = node.Elements[i];
            values[i] = element.Node is null ? element.Value : BindElementValue(element.Node);
        }

        return values;
    }

    private Constant BindElementValue(SyntaxNode node) =>
        BindAny(node).Value is ConstantOperand constant
            ? constant.Value
            : throw source.CreateError(
                $"array element type must be generic value, but got: {source.Slice(node.Start, node.End)}", node.Start);

    private PlanNode BindIn(InSyntax node)
    {
        var bound = BindAny(node.Operand);
        var text = source.Slice(node.Operand.Start, node.Operand.End);
        if (bound.Value is ConstantOperand)
        {
            throw source.CreateError($"'term' can only be used on non-const expression, but got: {text}", node.Operand.Start);
        }

        if (bound.Value is not (ColumnOperand or JsonOperand or ElementOperand) || bound.Value.Kind == ValueKind.Array)
        {
            throw source.CreateError($"'term' can only be used on single field, but got: {text}", node.Operand.Start);
        }

        var operand = bound.Value;
        if (BindAny(node.List).Value is not ConstantOperand { Value: var given })
        {
            throw source.CreateError(
                $"value '{source.SliceInParentheses(node.List.Start, node.List.End)}' in list cannot be a non-const expression",
                node.List.Start);
        }

        if (given.Kind != ConstantKind.Array)
        {
            throw source.CreateError(
                $"the right-hand side of 'in' must be a list, but got: {source.Slice(node.List.Start, node.List.End)}", node.List.Start);
        }

        var values = given.Items;
        if (Array.Exists(values, value => value.Kind == ConstantKind.Array))
        {
            throw source.CreateError("a list of 'in' cannot hold arrays", node.List.Start);
        }

        if (operand.Kind != ValueKind.Json)
        {
            values = Array.ConvertAll(values, value => Fits(operand, value)
                ? ConvertToKind(operand, value)
                : throw source.CreateError(
                    $"value '{Describe(value)}' in list cannot be casted to {operand.Type.Text()}", node.List.Start));
        }

        var plan = new InPlan(operand, values);
        return node.Negated ? Negate(plan) : plan;
    }

    private PlanNode BindNullTest(NullTestSyntax node)
    {
        var plan = (FindStructField(node.Operand) ?? BindPath(node.Operand)) switch
        {
            // Milvus has no null inside JSON: a missing key and a null value are both null.
            JsonOperand { Path.Length: > 0 } json => Negate(new ExistsPlan(json)),
            JsonOperand json => new NullPlan(json.Column),
            ElementOperand => throw source.CreateError(
                "IsNull/IsNotNull operations are not supported on array element access, got: "
                + source.Slice(node.Operand.Start, node.Operand.End), node.Start),
            ColumnOperand { Kind: ValueKind.Other, Type: not (DataType.Geometry or DataType.ArrayOfVector) } => throw source.CreateError(
                "IsNull/IsNotNull operations are not supported on vector fields", node.Start),
            ColumnOperand column => new NullPlan(column.Field.Name),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is not a path"),
        };
        return node.Negated ? Negate(plan) : plan;
    }

    private ExistsPlan BindExists(ExistsSyntax node)
    {
        var text = source.Slice(node.Operand.Start, node.Operand.End);
        return BindAny(node.Operand).Value switch
        {
            JsonOperand { Path.Length: > 0 } json => new ExistsPlan(json),
            JsonOperand => throw source.CreateError("exists operations are only supportted on json key", node.Start),
            ColumnOperand or ElementOperand => throw source.CreateError(
                $"exists operations are only supportted on json field, got:{TypeName(BindAny(node.Operand).Value!)}",
                node.Start),
            _ => throw source.CreateError(
                $"exists operations are only supported on single fields now, got: {text}", node.Start),
        };
    }
}
