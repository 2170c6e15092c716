using Milvus.Core.Types;

namespace Milvus.Core.Marshalling.Columns;

/// <summary>Creates the column for a field's type.</summary>
internal static class ColumnFactory
{
    internal static FieldColumn Create(Field field, Func<object, object?>? unwrap)
    {
        var type = FieldTypes.Of(field.Type);
        return type.Wire switch
        {
            WireCase.Bool => new BoolFieldColumn(field),
            WireCase.Int => new Int32FieldColumn(field),
            WireCase.Long => new Int64FieldColumn(field),
            WireCase.Float => new FloatFieldColumn(field),
            WireCase.Double => new DoubleFieldColumn(field),
            WireCase.String or WireCase.Geometry => new TextFieldColumn(field),
            WireCase.Json => new JsonFieldColumn(field) { Unwrap = unwrap },
            WireCase.Array when field.ElementType == DataType.Struct => new StructFieldColumn(field, unwrap),
            WireCase.Array => new ArrayFieldColumn(field) { Unwrap = unwrap },
            WireCase.Vector when field.Type == DataType.FloatVector => new FloatVectorFieldColumn(field) { Unwrap = unwrap },
            WireCase.Vector when type.Family == FieldFamily.SparseVector => new SparseVectorFieldColumn(field) { Unwrap = unwrap },
            WireCase.Vector when type.IsVector => new ByteVectorFieldColumn(field) { Unwrap = unwrap },
            _ => throw new MilvusException(
                MilvusErrorId.NotSupported,
                $"Field '{field.Name}' is of type {field.Type}, which this client does not support.")
            {
                Field = field.Name,
            },
        };
    }
}
