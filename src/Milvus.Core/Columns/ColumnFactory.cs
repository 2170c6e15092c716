namespace Milvus.Columns;

/// <summary>Makes the column for a field's type.</summary>
internal static class ColumnFactory
{
    internal static FieldColumn For(Field field, Func<object, object?>? unwrap) =>
        field.Type switch
        {
            DataType.Bool => new BoolColumn(field),
            DataType.Int8 or DataType.Int16 or DataType.Int32 => new Int32Column(field),
            DataType.Int64 => new Int64Column(field),
            DataType.Float => new FloatColumn(field),
            DataType.Double => new DoubleColumn(field),
            DataType.VarChar or DataType.String or DataType.Text or DataType.Geometry or DataType.Timestamptz => new TextColumn(field),
            DataType.Json => new JsonColumn(field) { Unwrap = unwrap },
            DataType.Array when field.ElementType == DataType.Struct => new StructColumn(field, unwrap),
            DataType.Array => new ArrayColumn(field) { Unwrap = unwrap },
            DataType.FloatVector => new FloatVectorColumn(field) { Unwrap = unwrap },
            DataType.BinaryVector or DataType.Float16Vector or DataType.BFloat16Vector or DataType.Int8Vector => new ByteVectorColumn(field)
            {
                Unwrap = unwrap,
            },
            DataType.SparseFloatVector => new SparseVectorColumn(field) { Unwrap = unwrap },
            _ => throw new MilvusException(
                MilvusErrorId.NotSupported,
                $"Field '{field.Name}' is of type {field.Type}, whose values this client cannot write.")
            {
                Field = field.Name,
            },
        };
}
