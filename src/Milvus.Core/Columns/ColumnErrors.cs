namespace Milvus.Columns;

/// <summary>The errors of values that do not fit their field. Each names the field and, by its place in the batch, the row.</summary>
internal static class ColumnErrors
{
    internal static MilvusException Make(string errorId, Field field, int row, string what) =>
        new(errorId, $"Field '{field.Name}' ({field.Type}): {what}") { Field = field.Name, Row = row };

    internal static MilvusException WrongType(Field field, int row, object value, string wanted) =>
        Make(MilvusErrorId.SchemaMismatch, field, row, $"a value of type {value.GetType().Name} is no {wanted}.");

    internal static MilvusException OutOfRange(Field field, int row, string what) =>
        Make(MilvusErrorId.ValueOutOfRange, field, row, what);

    internal static MilvusException NotFinite(Field field, int row, int position) =>
        Make(MilvusErrorId.InvalidVector, field, row, $"component {position} is not a finite number.");

    internal static MilvusException WrongDimension(Field field, int row, int components) =>
        Make(MilvusErrorId.DimensionMismatch, field, row, $"the vector has {components} components, and the field's dimension is {field.Dimension}.");
}
