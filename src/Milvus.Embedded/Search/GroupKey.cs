using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Filter.Evaluation;
using Milvus.Embedded.Filter.Plan;
using Milvus.Embedded.Records;
using Milvus.Embedded.Rows;
using Milvus.Protocol;

namespace Milvus.Embedded.Search;

/// <summary>A grouping key: a field, or the value at a path in JSON, read as a type.</summary>
/// <param name="Field">The field as it is returned; for JSON with the type that the values are read as.</param>
/// <param name="Path">The path in JSON; null for a field of another type.</param>
/// <param name="AsText">Whether JSON values are grouped by their text, whatever their type.</param>
/// <param name="IsStrict">Whether a value of another type is an error; otherwise it is null.</param>
internal sealed record GroupKey(FieldSchema Field, JsonPath? Path, bool AsText, bool IsStrict)
{
    private static readonly JsonSerializerOptions _verbatim = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool IsPath => Path is { Length: > 0 };

    public static GroupKey Of(CollectionEntry collection, string name, KeyValuePair[] parameters)
    {
        var given = parameters.Find("json_path") is { Length: > 0 } path ? path : name;
        if (collection.FindField(name) is { } field && (field.DataType != DataType.Json || given == name))
        {
            return field.DataType == DataType.Json ? OfJson(field, new JsonPath([]), parameters) : OfField(field);
        }

        if (JsonPaths.Find(collection, given) is { } found)
        {
            return OfJson(new FieldSchema { Name = found.Column, DataType = DataType.Json }, found.Path, parameters);
        }

        throw collection.Schema.EnableDynamicField
            ? new MilvusError(MilvusError.QueryPlanCode, $"cannot parse identifier: {given}: query plan failed")
            : new MilvusError(MilvusError.FieldNotFoundCode, $"groupBy field not found in schema: field not found[field={name}]");
    }

    /// <summary>The grouping field of a name; null if there is no name.</summary>
    public static FieldSchema? FieldOf(CollectionEntry collection, string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        var field =
            collection.FindField(name) ?? throw MilvusError.Unexpected($"groupBy field not found in schema: field not found[field={name}]");
        return field.DataType.Describe().IsGroupable
            ? field
            : throw MilvusError.Unexpected($"groupBy field({name}) has data type {field.DataType.Text()}, which cannot be grouped by");
    }

    /// <summary>The value of a row as text, equal for rows of one group.</summary>
    public static string ValueOf(Column column, int row) => column.IsNull(row) ? "null" : column switch
    {
        ValueColumn<bool> values => values[row] ? "true" : "false",
        INumberColumn values => values.ReadInteger(row).ToString(CultureInfo.InvariantCulture),
        ValueColumn<string> values => "'" + values[row],
        _ => throw new ArgumentException($"{column.Type} cannot be grouped by", nameof(column)),
    };

    /// <summary>A function that returns the value of a row as text.</summary>
    public Func<int, string> In(ColumnSet columns)
    {
        var column = columns.Find(Field.Name)!;
        return Path is null ? row => ValueOf(column, row) : row => Text(Value((JsonColumn)column, row));
    }

    public FieldData Write(ColumnSet columns, IReadOnlyList<int> rows)
    {
        var column = columns.Find(Field.Name)!;
        if (Path is null)
        {
            return ResponseFieldWriter.Write(Field, column, rows);
        }

        var values = FieldColumns.Create(Field);
        foreach (var row in rows)
        {
            Append(values, Value((JsonColumn)column, row));
        }

        return ResponseFieldWriter.Write(Field, values, [.. Enumerable.Range(0, rows.Count)]);
    }

    private static GroupKey OfField(FieldSchema field) =>
        field.DataType.Describe().IsGroupable
            ? new GroupKey(field, null, false, false)
            : throw MilvusError.Unexpected($"unsupported data type {NameOf(field.DataType)} for group by operator");

    private static GroupKey OfJson(FieldSchema field, JsonPath path, KeyValuePair[] parameters)
    {
        var isTyped = Enum.TryParse<DataType>(parameters.Find("json_type"), ignoreCase: false, out var type) && type != DataType.None;
        if (isTyped && type.Describe() is { IsGroupable: false } or { Family: FieldFamily.Time })
        {
            throw MilvusError.Unexpected($"unsupported json_type {NameOf(type)} for JSON group by");
        }

        var read = new FieldSchema { Name = field.Name, DataType = isTyped ? type : DataType.VarChar, Nullable = true };
        return new GroupKey(read, path, !isTyped, Iteration.Boolean(parameters.Find("strict_cast")) == true);
    }

    /// <summary>The name of a type in the C++ core of Milvus.</summary>
    private static string NameOf(DataType type) => type.Describe().CoreName ?? type.Text().ToUpperInvariant();

    private object? Value(JsonColumn column, int row)
    {
        if (column.IsNull(row) || !JsonFinder.TryFind(column[row], Path!, out var reader))
        {
            return null;
        }

        if (AsText)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return JsonSerializer.Serialize(document.RootElement, _verbatim);
        }

        object? value = (Field.DataType, reader.TokenType) switch
        {
            (DataType.Bool, JsonTokenType.True or JsonTokenType.False) => reader.TokenType == JsonTokenType.True,
            (DataType.VarChar, JsonTokenType.String) => reader.GetString(),
            (not DataType.Bool and not DataType.VarChar, JsonTokenType.Number) when reader.TryGetInt64(out var number) => number,
            _ => null,
        };
        return value
            ?? (
                IsStrict
                    ? throw MilvusError.Unexpected($"failed to cast json value to {NameOf(Field.DataType)}, wrong json data inner type")
                    : null);
    }

    private static string Text(object? value) => value switch
    {
        null => "null",
        string text => "'" + text,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static void Append(Column column, object? value)
    {
        switch (column)
        {
            case var _ when value is null:
                column.AppendNull();
                break;
            case ValueColumn<bool> truths:
                truths.Append((bool)value);
                break;
            case INumberColumn numbers:
                numbers.AppendInteger((long)value);
                break;
            default:
                ((ValueColumn<string>)column).Append((string)value);
                break;
        }
    }
}
