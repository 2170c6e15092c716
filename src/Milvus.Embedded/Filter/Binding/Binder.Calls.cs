using Milvus.Embedded.Contract;
using Milvus.Embedded.Filter.Plan;
using Milvus.Embedded.Filter.Syntax;
using Milvus.Protocol;

namespace Milvus.Embedded.Filter.Binding;

internal sealed partial class Binder
{
    private Bound BindCall(CallSyntax node) => node.Name.ToUpperInvariant() switch
    {
        "JSON_CONTAINS" or "ARRAY_CONTAINS" => BindContains(node, ContainsMode.Contains),
        "JSON_CONTAINS_ALL" or "ARRAY_CONTAINS_ALL" => BindContains(node, ContainsMode.ContainsAll),
        "JSON_CONTAINS_ANY" or "ARRAY_CONTAINS_ANY" => BindContains(node, ContainsMode.ContainsAny),
        "ARRAY_LENGTH" => BindArrayLength(node),
        "ELEMENT_FILTER" => BindElementFilter(node),
        "MATCH_ALL" => BindMatch(node, MatchMode.All),
        "MATCH_ANY" => BindMatch(node, MatchMode.Any),
        "MATCH_LEAST" => BindMatch(node, MatchMode.Least),
        "MATCH_MOST" => BindMatch(node, MatchMode.Most),
        "MATCH_EXACT" => BindMatch(node, MatchMode.Exact),
        "TEXT_MATCH" => BindTextMatch(node),
        "PHRASE_MATCH" => BindPhraseMatch(node),
        "ST_EQUALS" => BindSpatial(node, SpatialRelation.Equals),
        "ST_TOUCHES" => BindSpatial(node, SpatialRelation.Touches),
        "ST_OVERLAPS" => BindSpatial(node, SpatialRelation.Overlaps),
        "ST_CROSSES" => BindSpatial(node, SpatialRelation.Crosses),
        "ST_CONTAINS" => BindSpatial(node, SpatialRelation.Contains),
        "ST_INTERSECTS" => BindSpatial(node, SpatialRelation.Intersects),
        "ST_WITHIN" => BindSpatial(node, SpatialRelation.Within),
        "ST_DWITHIN" => BindWithinDistance(node),
        "ST_ISVALID" => BindValidGeometry(node),
        "RANDOM_SAMPLE" => BindRandomSample(node),
        _ => throw source.CreateError($"function {node.Name} is not supported by the embedded engine", node.Start),
    };

    private ContainsPlan BindContains(CallSyntax node, ContainsMode mode)
    {
        RequireArguments(node, 2);
        var first = node.Arguments[0];
        var second = node.Arguments[1];
        var operation = mode switch
        {
            ContainsMode.Contains => "contains",
            ContainsMode.ContainsAll => "contains_all",
            _ => "contains_any",
        };
        if (BindAny(first).Value is not { } field || field is not (JsonOperand or ColumnOperand { Kind: ValueKind.Array }))
        {
            throw source.CreateError(
                $"{operation} operation are only supported on json or array fields now, got: "
                + source.Slice(first.Start, first.End), first.Start);
        }

        if (BindAny(second).Value is not ConstantOperand element)
        {
            throw source.CreateError(
                $"{operation} operation are only supported explicitly specified element, got: "
                + source.Slice(second.Start, second.End), second.Start);
        }

        if (mode != ContainsMode.Contains && element.Kind != ValueKind.Array)
        {
            throw source.CreateError($"{mode} operation element must be an array", second.Start);
        }

        var elements = mode == ContainsMode.Contains ? [element.Value] : element.Value.Items;
        if (field is ColumnOperand array)
        {
            elements = ConvertElements(array, elements, mode, second.Start);
        }

        return new ContainsPlan(field, mode, elements);
    }

    /// <summary>Converts the elements to the element type of the array if that is a floating-point type.</summary>
    private Constant[] ConvertElements(ColumnOperand array, Constant[] elements, ContainsMode mode, int position)
    {
        var kind = KindOf(array.Field.ElementType);
        foreach (var element in elements)
        {
            var operand = new ConstantOperand(element);
            if (!CanCompare(kind, operand.Kind, json: false))
            {
                throw source.CreateError(
                    $"{mode} operation can't compare between array element type: {array.Field.ElementType.Text()} and "
                    + operand.Type.Text(), position);
            }
        }

        return kind switch
        {
            // FLOAT elements are compared in single precision.
            ValueKind.Float => [.. elements.Select(element => Constant.Of((double)(float)element.Number))],
            ValueKind.Double => [.. elements.Select(element => Constant.Of(element.Number))],
            _ => elements,
        };
    }

    private LengthOperand BindArrayLength(CallSyntax node)
    {
        RequireArguments(node, 1);
        if (node.Arguments[0] is PathSyntax { Path.Count: > 0 } path && path.Name.EndsWith(']'))
        {
            throw source.CreateErrorAt($"mismatched input '{source.Slice(path.Start, path.End)}' expecting a field", path.Start);
        }

        return (FindStructField(node.Arguments[0]) ?? BindAny(node.Arguments[0]).Value)
            is { } value and (JsonOperand or ColumnOperand { Kind: ValueKind.Array } or ColumnOperand { Type: DataType.ArrayOfVector })
            ? new LengthOperand(value)
            : throw source.CreateError(
                "array_length operation are only supported on json or array fields now, got: "
                + source.Slice(node.Start, node.End), node.Start);
    }

    private SamplePlan BindRandomSample(CallSyntax node)
    {
        const double Least = 1e-10;
        RequireArguments(node, 1);
        var given = node.Arguments[0];
        var text = source.Slice(given.Start, given.End);
        if (BindAny(given).Value is not ConstantOperand { Value: var factor })
        {
            throw source.CreateError($"\"float factor\" should be a const float expression: \"float factor\" passed: {text}", given.Start);
        }

        return factor.Kind == ConstantKind.Double && factor.Double is > Least and < 1 - Least
            ? new SamplePlan(new BooleanPlan(true), factor.Double)
            : throw source.CreateError(
                "the sample factor should be between 0 and 1 and not too close to 0 or 1"
                + $"(the difference should be larger than 1e-10), but got {text}", given.Start);
    }

    private void RequireArguments(CallSyntax node, int count)
    {
        if (node.Arguments.Count != count)
        {
            throw source.CreateError(
                $"function {node.Name} takes {count} arguments, not {node.Arguments.Count}", node.Start);
        }
    }
}
