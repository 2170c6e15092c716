using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Rows;
using Milvus.Protocol;

namespace Milvus.Embedded.Search;

/// <summary>
/// An aggregate in the output of a query, such as <c>sum(price)</c>. It ignores nulls. Without any value the result is null.
/// </summary>
/// <param name="Label">The text of the request.</param>
/// <param name="Function">count, sum, min, max or avg.</param>
/// <param name="Field">The aggregated field; null for <c>count(*)</c>.</param>
internal sealed record Aggregate(string Label, string Function, FieldSchema? Field)
{
    /// <summary>Parses an output field; null if it is not an aggregate.</summary>
    public static Aggregate? Of(CollectionEntry collection, string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var function = open < 0 || !text.EndsWith(')') ? "" : text[..open].Trim().ToLowerInvariant();
        if (function is not ("count" or "sum" or "min" or "max" or "avg"))
        {
            return null;
        }

        var name = text[(open + 1)..^1].Trim();
        if (name == "*")
        {
            return function == "count" ? new Aggregate(text, function, null) : throw MilvusError.Parameter($"{function} needs a field");
        }

        var field = collection.FindField(name) ?? throw MilvusError.Parameter($"field {name} of {text} does not exist");
        var fits = function switch
        {
            "count" => true,
            "min" or "max" => RowOrder.Orders(field.DataType) && field.DataType != DataType.Bool,
            _ => field.DataType.IsNumber(),
        };
        return fits
            ? new Aggregate(text, function, field)
            : throw MilvusError.Parameter($"{function} of field {name} of type {field.DataType.Text()} is not supported");
    }

    /// <summary>The value of each group. A sum of integers is INT64; other sums and all averages are DOUBLE.</summary>
    public FieldData Write(ColumnSet columns, IReadOnlyList<List<int>> groups)
    {
        if (Field is null)
        {
            return Write(DataType.Int64, groups, rows => (long?)rows.Count);
        }

        var column = columns.Find(Field.Name)!;
        var counted = groups.Select(group => group.Where(row => !column.IsNull(row)).ToList()).ToArray();
        return Function switch
        {
            "count" => Write(DataType.Int64, counted, rows => (long?)rows.Count),
            "sum" when Field.DataType.IsInteger() => Write(DataType.Int64, counted, rows => rows.Count == 0 ? default(long?)
                : rows.Aggregate(0L, (sum, row) => unchecked(sum + Integer(column, row)))),
            "sum" => Write(DataType.Double, counted, rows => rows.Count == 0 ? default(double?) : rows.Sum(row => Number(column, row))),
            "avg" => Write(DataType.Double, counted, rows => rows.Count == 0 ? default(double?) : rows.Average(row => Number(column, row))),
            "min" => Extreme(Field, column, counted, -1),
            _ => Extreme(Field, column, counted, 1),
        };
    }

    /// <summary>The minimum (sign -1) or maximum (sign 1) of each group, in the type of the field.</summary>
    private FieldData Extreme(FieldSchema field, Column column, List<int>[] counted, int sign)
    {
        var values = column.Empty();
        foreach (var group in counted)
        {
            if (group.Count == 0)
            {
                values.AppendNull();
            }
            else
            {
                values.AppendFrom(column, group.Aggregate((best, row) => RowOrder.Compare(column, row, best) * sign > 0 ? row : best));
            }
        }

        return Write(field.DataType, values);
    }

    private FieldData Write<T>(DataType type, IReadOnlyList<List<int>> groups, Func<List<int>, T?> of)
        where T : struct
    {
        var values = (ValueColumn<T>)FieldColumns.Create(new FieldSchema { Name = Label, DataType = type, Nullable = true });
        foreach (var group in groups)
        {
            if (of(group) is { } value)
            {
                values.Append(value);
            }
            else
            {
                values.AppendNull();
            }
        }

        return Write(type, values);
    }

    private FieldData Write(DataType type, Column values) => ResponseFieldWriter.Write(
        new FieldSchema { Name = Label, DataType = type, Nullable = values.HasNulls }, values, [.. Enumerable.Range(0, values.Count)]);

    /// <summary>The value of a numeric field in a row, which must not be null.</summary>
    public static double Number(Column column, int row) => NumbersOf(column).ReadNumber(row);

    /// <summary>The value of an integer field in a row, which must not be null.</summary>
    public static long Integer(Column column, int row) => NumbersOf(column).ReadInteger(row);

    private static INumberColumn NumbersOf(Column column) =>
        column as INumberColumn ?? throw new ArgumentException($"{column.Type} is not a number", nameof(column));
}
