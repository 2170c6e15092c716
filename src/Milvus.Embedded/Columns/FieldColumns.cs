using System.Globalization;
using Milvus.Embedded.Contract;
using Milvus.Protocol;

namespace Milvus.Embedded.Columns;

/// <summary>Creates the column of a field.</summary>
internal static class FieldColumns
{
    public static Column Create(FieldSchema field)
    {
        var type = field.DataType.Describe();
        return type.Number is { } number ? number.Accept(new Numbers(field)) : type.Family switch
        {
            FieldFamily.Boolean => new BooleanColumn(field.Name, field.DataType, field.Nullable),
            FieldFamily.Text or FieldFamily.Shape => new TextColumn(field.Name, field.DataType, field.Nullable),
            FieldFamily.Json => new JsonColumn(field.Name, field.Nullable),
            FieldFamily.Array => new ArrayColumn(field.Name, field.ElementType, field.Nullable),
            FieldFamily.VectorList => new VectorArrayColumn(field.Name, field.ElementType, DimensionOf(field), field.Nullable),
            FieldFamily.SparseVector => new SparseColumn(field.Name, field.Nullable),
            _ => new VectorColumn(field.Name, field.DataType, DimensionOf(field), field.Nullable),
        };
    }

    /// <summary>The dimension of a validated vector field; 0 for a sparse one.</summary>
    public static int DimensionOf(FieldSchema field) => NumberOf(field, "dim");

    /// <summary>A number in the type parameters of a validated field; 0 if it is missing.</summary>
    public static int NumberOf(FieldSchema field, string key)
    {
        var value = field.TypeParams.LastOrDefault(pair => pair.Key == key)?.Value;
        return value is null ? 0 : int.Parse(value, CultureInfo.InvariantCulture);
    }

    private sealed class Numbers(FieldSchema field) : INumberVisitor<Column>
    {
        Column INumberVisitor<Column>.VisitInteger<T>() => new NumberColumn<T>(field.Name, field.DataType, field.Nullable);

        Column INumberVisitor<Column>.VisitFloat<T>() => new NumberColumn<T>(field.Name, field.DataType, field.Nullable);
    }
}
