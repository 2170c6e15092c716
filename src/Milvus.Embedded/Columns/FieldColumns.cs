using System.Globalization;
using Milvus.Protocol;

namespace Milvus.Embedded.Columns;

/// <summary>Creates the column of a field.</summary>
internal static class FieldColumns
{
    public static Column Create(FieldSchema field) => field.DataType switch
    {
        DataType.Bool => new ValueColumn<bool>(field.Name, field.DataType, field.Nullable, false),
        DataType.Int8 => new ValueColumn<sbyte>(field.Name, field.DataType, field.Nullable, 0),
        DataType.Int16 => new ValueColumn<short>(field.Name, field.DataType, field.Nullable, 0),
        DataType.Int32 => new ValueColumn<int>(field.Name, field.DataType, field.Nullable, 0),
        DataType.Int64 or DataType.Timestamptz => new ValueColumn<long>(field.Name, field.DataType, field.Nullable, 0),
        DataType.Float => new ValueColumn<float>(field.Name, field.DataType, field.Nullable, 0),
        DataType.Double => new ValueColumn<double>(field.Name, field.DataType, field.Nullable, 0),
        DataType.VarChar or DataType.Text or DataType.Geometry => new ValueColumn<string>(field.Name, field.DataType, field.Nullable, ""),
        DataType.Json => new JsonColumn(field.Name, field.Nullable),
        DataType.Array => new ArrayColumn(field.Name, field.ElementType, field.Nullable),
        DataType.ArrayOfVector => new VectorArrayColumn(field.Name, field.ElementType, DimensionOf(field), field.Nullable),
        DataType.SparseFloatVector => new SparseColumn(field.Name, field.Nullable),
        _ => new VectorColumn(field.Name, field.DataType, DimensionOf(field), field.Nullable),
    };

    /// <summary>The dimension of a validated vector field; 0 for a sparse one.</summary>
    public static int DimensionOf(FieldSchema field) => NumberOf(field, "dim");

    /// <summary>A number in the type parameters of a validated field; 0 if it is missing.</summary>
    public static int NumberOf(FieldSchema field, string key)
    {
        var value = field.TypeParams.LastOrDefault(pair => pair.Key == key)?.Value;
        return value is null ? 0 : int.Parse(value, CultureInfo.InvariantCulture);
    }
}
