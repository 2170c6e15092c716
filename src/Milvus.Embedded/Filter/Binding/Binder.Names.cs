using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Filter.Plan;
using Milvus.Embedded.Filter.Syntax;
using Milvus.Protocol;

namespace Milvus.Embedded.Filter.Binding;

internal sealed partial class Binder
{
    private Operand BindPath(PathSyntax node)
    {
        if (node.Name.StartsWith("$[", StringComparison.Ordinal))
        {
            return BindElementField(node);
        }

        _elements?.RowField ??= node.Name;

        var field = FindField(node);
        var keys = node.Path.Select(segment => segment.Key);
        if (field is null)
        {
            // Any name that is not a field is a key of the dynamic field, which can also be named itself.
            var named = node.Name == ColumnSet.DynamicField;
            return new JsonOperand(ColumnSet.DynamicField, new JsonPath(named ? keys : keys.Prepend(node.Name)));
        }

        return field.DataType switch
        {
            DataType.Json => new JsonOperand(field.Name, new JsonPath(keys)),
            DataType.Array when node.Path.Count > 0 => BindElement(node, field),
            _ when node.Path.Count > 0 => throw source.CreateError(
                $"{field.DataType.Text()} data type not supported accessed with []", node.Start),
            _ when !field.DataType.Describe().IsFilterable => throw source.CreateError(
                $"filter on text field ({field.Name}) is not supported yet", node.Start),
            _ => new ColumnOperand(field, KindOf(field.DataType)),
        };
    }

    private FieldSchema? FindField(PathSyntax node)
    {
        try
        {
            return fields.Find(node.Name);
        }
        catch (KeyNotFoundException e)
        {
            throw node.Name.EndsWith(']')
                ? CreateInvalid(
                    $"struct field not found: {node.Name}, error: failed to get field schema by name: fieldName({node.Name}) not found",
                    node)
                : source.CreateError(e.Message, node.Start);
        }
    }

    private ElementOperand BindElement(PathSyntax node, FieldSchema field)
    {
        var segment = node.Path[0];
        if (!segment.IsIndex)
        {
            throw source.CreateError("can only access array field with integer index", segment.Start);
        }

        if (node.Path.Count > 1)
        {
            throw source.CreateError($"an element of the array field {field.Name} has no path", node.Path[1].Start);
        }

        // An index too large for an int is beyond the end of every array, as int.MaxValue is.
        var index = int.TryParse(segment.Key, out var parsed) ? parsed : int.MaxValue;
        var kind = KindOf(field.ElementType);
        return new ElementOperand(field, index, kind == ValueKind.Float ? ValueKind.Double : kind);
    }

    private static ValueKind KindOf(DataType type) => type.Describe() switch
    {
        { Family: FieldFamily.Boolean } => ValueKind.Bool,
        { Family: FieldFamily.Integer } => ValueKind.Int64,
        { Wire: WireCase.Float } => ValueKind.Float,
        { Family: FieldFamily.Float } => ValueKind.Double,
        { Family: FieldFamily.Text, IsFilterable: true } => ValueKind.String,
        { Family: FieldFamily.Array } => ValueKind.Array,
        { Family: FieldFamily.Json } => ValueKind.Json,
        { Family: FieldFamily.Time } => ValueKind.Time,
        _ => ValueKind.Other,
    };

    private static bool IsNumeric(Operand operand) =>
        operand.Kind is ValueKind.Int64 or ValueKind.Float or ValueKind.Double or ValueKind.Json;

    /// <summary>The name of a type in errors; that of an array includes its elements.</summary>
    private static string TypeName(Operand operand) =>
        operand.Kind == ValueKind.Array ? $"Array[{ElementType(operand).Text()}]" : operand.Type.Text();

    private static DataType ElementType(Operand operand) => operand switch
    {
        ColumnOperand column => column.Field.ElementType,
        ConstantOperand { Value.Items: [var first, .. var rest] }
            when rest.All(item => item.Kind == first.Kind) => new ConstantOperand(first).Type,
        _ => DataType.None,
    };
}
