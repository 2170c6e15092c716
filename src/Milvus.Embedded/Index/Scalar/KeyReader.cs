using System.Text.Json;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Filter.Evaluation;
using Milvus.Embedded.Filter.Plan;
using Milvus.Embedded.Records;
using Milvus.Embedded.Schema;
using Milvus.Protocol;

namespace Milvus.Embedded.Index.Scalar;

/// <summary>Reads the values of a row for a scalar index.</summary>
internal sealed class KeyReader
{
    private KeyReader(KeyKind kind, JsonPath? path)
    {
        Kind = kind;
        Path = path;
    }

    public KeyKind Kind { get; }

    public JsonPath? Path { get; }

    /// <summary>
    /// The reader of an index; null if nothing is built for it. That is an index of boolean values, where a comparison costs less than a
    /// look-up, an index of whole JSON values, and a type that is only recorded, such as those for patterns that begin with `%`.
    /// </summary>
    public static KeyReader? Of(IndexEntry entry)
    {
        var field = entry.Field;
        if (IndexTypes.FindForEngine(entry.Type) is { Structure: IndexStructure.Kept })
        {
            return null;
        }

        if (field.DataType == DataType.Json)
        {
            var cast = entry.Parameters.Find(JsonIndexChecks.CastType);
            var kind =
                cast is "DOUBLE" or "ARRAY_DOUBLE" ? KeyKind.Numbers
                : cast is "VARCHAR" or "ARRAY_VARCHAR" ? KeyKind.Texts
                : KeyKind.None;
            return kind == KeyKind.None ? null : new KeyReader(kind, PathOf(entry.JsonPath));
        }

        var sorted = KindOf(field.DataType == DataType.Array ? field.ElementType : field.DataType);
        return sorted == KeyKind.None ? null : new KeyReader(sorted, null);
    }

    /// <summary>Adds the values of a row that is not null.</summary>
    public void Read(Column column, int row, ReadKeys into)
    {
        switch (column)
        {
            case INumberColumn { IsInteger: true } values:
                into.Add(values.ReadInteger(row), row);
                break;
            case INumberColumn values:
                into.Add(values.ReadNumber(row), row);
                break;
            case ValueColumn<string> values:
                into.Add(values[row], row);
                break;
            case ArrayColumn arrays:
                ReadArray(arrays[row], row, into);
                break;
            case JsonColumn texts:
                ReadJson(texts[row], row, into);
                break;
            default:
                throw new InvalidOperationException($"no scalar index reads {column.GetType().Name}");
        }
    }

    private static void ReadArray(Array array, int row, ReadKeys into)
    {
        foreach (var element in array)
        {
            switch (element)
            {
                case int value:
                    into.Add((long)value, row);
                    break;
                case long value:
                    into.Add(value, row);
                    break;
                case float value:
                    into.Add((double)value, row);
                    break;
                case double value:
                    into.Add(value, row);
                    break;
                case string value:
                    into.Add(value, row);
                    break;
            }
        }
    }

    /// <summary>Adds a scalar, or the scalars of an array. A filter may ask for either, and evaluates the candidates again.</summary>
    private void ReadJson(byte[] json, int row, ReadKeys into)
    {
        if (!JsonFinder.TryFind(json, Path!, out var reader))
        {
            return;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Add(ref reader, row, into);
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Add(ref reader, row, into);
            reader.Skip();
        }
    }

    private void Add(ref Utf8JsonReader reader, int row, ReadKeys into)
    {
        if (reader.TokenType == JsonTokenType.Number && Kind == KeyKind.Numbers)
        {
            into.Add(reader.GetDouble(), row);
        }
        else if (reader.TokenType == JsonTokenType.String && Kind == KeyKind.Texts)
        {
            into.Add(reader.GetString()!, row);
        }
    }

    private static KeyKind KindOf(DataType type) => type.Describe() switch
    {
        { Number.IsInteger: true } => KeyKind.Integers,
        { Number: not null } => KeyKind.Numbers,
        { Family: FieldFamily.Text, IsSortable: true } => KeyKind.Texts,
        _ => KeyKind.None,
    };

    private static JsonPath PathOf(string pointer) => new(pointer.Length == 0 ? [] : pointer[1..].Split('/').Select(key =>
        key.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)));
}
