namespace Milvus.Core.Marshalling.Columns;

/// <summary>Creates the column for a field's type.</summary>
internal static class ColumnFactory
{
    internal static FieldColumn For(Field field, Func<object, object?>? unwrap) =>
        field.Type switch
        {
            DataType.Bool => new BoolFieldColumn(field),
            DataType.Int8 or DataType.Int16 or DataType.Int32 => new Int32FieldColumn(field),
            DataType.Int64 => new Int64FieldColumn(field),
            DataType.Float => new FloatFieldColumn(field),
            DataType.Double => new DoubleFieldColumn(field),
            DataType.VarChar or DataType.String or DataType.Text or DataType.Geometry or DataType.Timestamptz => new TextFieldColumn(field),
            DataType.Json => new JsonFieldColumn(field) { Unwrap = unwrap },
            DataType.Array when field.ElementType == DataType.Struct => new StructFieldColumn(field, unwrap),
            DataType.Array => new ArrayFieldColumn(field) { Unwrap = unwrap },
            DataType.FloatVector => new FloatVectorFieldColumn(field) { Unwrap = unwrap },
            DataType.BinaryVector or DataType.Float16Vector or DataType.BFloat16Vector or DataType.Int8Vector => new ByteVectorFieldColumn(
                field)
            {
                Unwrap = unwrap,
            },
            DataType.SparseFloatVector => new SparseVectorFieldColumn(field) { Unwrap = unwrap },
            _ => throw new MilvusException(
                MilvusErrorId.NotSupported,
                $"Field '{field.Name}' is of type {field.Type}, which this client does not support.")
            {
                Field = field.Name,
            },
        };
}
