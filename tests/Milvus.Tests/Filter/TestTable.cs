using System.Text;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Filter;
using Milvus.Protocol;
using FieldType = Milvus.Protocol.DataType;

namespace Milvus.Tests.Filter;

/// <summary>
/// A schema and rows. Values are bool, long (for every integer type), float, double, string, <see cref="JsonText"/>, an array as in
/// <see cref="ArrayColumn"/>, or null. The dynamic field is under its own name.
/// </summary>
internal sealed class TestTable
{
    public TestTable(CollectionSchema schema, IReadOnlyList<IReadOnlyDictionary<string, object?>> rows)
    {
        Schema = schema;
        Rows = rows;
        Columns = Build(schema, rows);
    }

    public CollectionSchema Schema { get; }

    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows { get; }

    public ColumnSet Columns { get; }

    /// <summary>The numbers of the rows that match.</summary>
    public int[] Match(string expression, Dictionary<string, TemplateValue>? templates = null) =>
        Match(FilterCompiler.Compile(expression, Schema, templates ?? []));

    public int[] Match(CompiledFilter filter)
    {
        var bitmap = new RowBitmap(Rows.Count);
        filter.Evaluate(Columns, 0, Rows.Count, bitmap);
        return [.. Enumerable.Range(0, Rows.Count).Where(row => bitmap[row])];
    }

    public static FieldSchema Field(string name, FieldType type, FieldType element = FieldType.None, bool nullable = false) =>
        new() { Name = name, DataType = type, ElementType = element, Nullable = nullable, IsPrimaryKey = name == "id" };

    private static ColumnSet Build(CollectionSchema schema, IReadOnlyList<IReadOnlyDictionary<string, object?>> rows)
    {
        var columns = new List<Column>();
        foreach (
            var field in schema.Fields.Concat(StructFields.Flatten(schema)).Where(field => field.DataType < FieldType.BinaryVector))
        {
            columns.Add(Fill(field, rows));
        }

        if (schema.EnableDynamicField)
        {
            columns.Add(Fill(Field(ColumnSet.DynamicField, FieldType.Json), rows));
        }

        return new ColumnSet(columns, "id");
    }

    private static Column Fill(FieldSchema field, IReadOnlyList<IReadOnlyDictionary<string, object?>> rows) =>
        field.DataType switch
        {
            FieldType.Bool => Fill(field, rows, value => (bool)value),
            FieldType.Int8 => Fill(field, rows, value => (sbyte)(long)value),
            FieldType.Int16 => Fill(field, rows, value => (short)(long)value),
            FieldType.Int32 => Fill(field, rows, value => (int)(long)value),
            FieldType.Int64 => Fill(field, rows, value => (long)value),
            FieldType.Float => Fill(field, rows, value => (float)value),
            FieldType.Double => Fill(field, rows, value => (double)value),
            FieldType.VarChar => Fill(field, rows, value => (string)value),
            FieldType.Json => Fill(
                new JsonColumn(field.Name, field.Nullable), field, rows,
                (column, value) => column.Append(Encoding.UTF8.GetBytes(((JsonText)value).Text))),
            FieldType.Array => Fill(
                new ArrayColumn(field.Name, field.ElementType, field.Nullable), field, rows,
                (column, value) => column.Append((Array)value)),
            _ => throw new ArgumentException($"no test column of type {field.DataType}", nameof(field)),
        };

    private static Column Fill<T>(
        FieldSchema field, IReadOnlyList<IReadOnlyDictionary<string, object?>> rows, Func<object, T> read) =>
        Fill((ValueColumn<T>)FieldColumns.Create(field), field, rows, (column, value) => column.Append(read(value)));

    private static TColumn Fill<TColumn>(
        TColumn column,
        FieldSchema field,
        IReadOnlyList<IReadOnlyDictionary<string, object?>> rows,
        Action<TColumn, object> append)
        where TColumn : Column
    {
        foreach (var row in rows)
        {
            if (row.GetValueOrDefault(field.Name) is { } value)
            {
                append(column, value);
            }
            else
            {
                column.AppendNull();
            }
        }

        return column;
    }
}
