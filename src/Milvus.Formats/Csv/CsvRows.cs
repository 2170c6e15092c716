using System.Globalization;
using System.Text;
using Milvus.Core.Marshalling.Rows;
using Milvus.Core.Marshalling.Values;
using Milvus.Core.Types;

namespace Milvus.Formats.Csv;

/// <summary>Converts rows to CSV lines and back by the schema: texts unchanged, numbers invariant, everything else as JSON.</summary>
internal static class CsvRows
{
    /// <summary>Writes the header line.</summary>
    internal static string WriteHeader(IEnumerable<string> names, char separator = ',') =>
        string.Join(separator, names.Select(name => Quote(name, separator)));

    /// <summary>Writes a row as a line. Keys without a column become a JSON object in the last column, if that is the dynamic
    /// field.</summary>
    /// <param name="names">The columns.</param>
    /// <param name="schema">The collection.</param>
    /// <param name="row">The row.</param>
    /// <param name="separator">The character between fields.</param>
    /// <param name="escapeFormula">Whether texts that a spreadsheet would run are escaped.</param>
    internal static string WriteLine(
        IReadOnlyList<string> names,
        Collection schema,
        IEnumerable<KeyValuePair<string, object?>> row,
        char separator = ',',
        bool escapeFormula = false)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        var extra = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in row)
        {
            (names.Contains(name) ? values : extra)[name] = value;
        }

        return string.Join(separator, names.Select(name =>
        {
            if (name == RowBatch.DynamicField)
            {
                return Quote(ToJson(extra), separator);
            }

            var (field, value) = (schema.Field.FirstOrDefault(field => field.Name == name), values.GetValueOrDefault(name));
            return escapeFormula && value is string text && FormulaEscape.Concerns(field)
                ? Quote(FormulaEscape.Add(text), separator)
                : ToText(field, value, separator);
        }));
    }

    /// <summary>
    /// Converts a record to a row. A column without a name is left out. An optional field without a value is omitted, so its default
    /// applies.
    /// </summary>
    /// <param name="header">The fields of the columns.</param>
    /// <param name="schema">The collection.</param>
    /// <param name="record">The values.</param>
    /// <param name="unescapeFormula">Whether texts were escaped for spreadsheets.</param>
    /// <exception cref="MilvusException">The record has more fields than the header, or a value cannot be read.</exception>
    internal static List<KeyValuePair<string, object?>> ReadRow(
        IReadOnlyList<string?> header,
        Collection schema,
        IReadOnlyList<string?> record,
        bool unescapeFormula = false)
    {
        CheckCount(header, record);

        var row = new List<KeyValuePair<string, object?>>();
        for (var i = 0; i < record.Count; i++)
        {
            if (header[i] is not { } name)
            {
                continue;
            }

            var field = schema.Field.FirstOrDefault(field => field.Name == name);
            if (name == RowBatch.DynamicField)
            {
                row.Add(new(name, record[i]));
            }
            else if (record[i] is { } text)
            {
                var value = field is { Type: DataType.Array, ElementType: DataType.Struct } ? (object?)JsonValues.Parse(text, field, 0)
                    : unescapeFormula && FormulaEscape.Concerns(field) ? FormulaEscape.Remove(text)
                    : text;
                row.Add(new(name, value));
            }
            else if (field is { PrimaryKey: true, AutoId: false, Type: DataType.VarChar })
            {
                // Rows without a key would replace each other.
                throw new MilvusException(
                    MilvusErrorId.NullNotAllowed, $"The cell of the column for '{name}' is empty, and each row needs a key.")
                {
                    Field = name,
                    RecommendedAction = "Write a key into the cell. \"\" is an empty text.",
                };
            }
            else if (field is { Nullable: false, DefaultValue: null } && FieldTypes.Of(field.Type).Family == FieldFamily.Text)
            {
                // A program that does not quote empty texts writes an empty text like this.
                row.Add(new(name, string.Empty));
            }
            else if (field is { Nullable: false, DefaultValue: null, AutoId: false, IsFunctionOutput: false })
            {
                throw new MilvusException(
                    MilvusErrorId.NullNotAllowed, $"The cell of the column for '{name}' is empty, and the field is not nullable.")
                {
                    Field = name,
                    RecommendedAction = "Write a value, or use a field that is nullable or has a default value. Get-MilvusField shows it.",
                };
            }
        }

        return row;
    }

    // A line that was cut off looks like one without its last values.
    private static void CheckCount(IReadOnlyList<string?> header, IReadOnlyList<string?> record)
    {
        var needed = header.Count;
        while (needed > record.Count && header[needed - 1] is null)
        {
            needed--;
        }

        var count = $"The line has {record.Count} {(record.Count == 1 ? "field" : "fields")}, but the header has {header.Count}.";
        if (record.Count > header.Count)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, count);
        }

        if (record.Count < needed)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, count)
            {
                RecommendedAction =
                    "The line may be cut off. Correct the file: write the missing values, or a separator for each of them that is empty.",
            };
        }
    }

    private static string ToText(Field? field, object? value, char separator) =>
        value switch
        {
            null => string.Empty,
            _ when field?.Type == DataType.Json => Quote(JsonValues.ToText(value), separator),
            string text => Quote(text, separator),
            bool flag => flag ? "true" : "false",
            float single => JsonNumbers.ToText(single),
            double wide => JsonNumbers.ToText(wide),
            sbyte or byte or short or ushort or int or uint or long or ulong or decimal => Convert.ToString(
                value,
                CultureInfo.InvariantCulture
            )!,
            _ => Quote(ToJson(value), separator),
        };

    private static string ToJson(object? value) => Encoding.UTF8.GetString(JsonValues.ToUtf8(value, null));

    private static string Quote(string text, char separator) =>
        text.Length > 0
        && text.AsSpan().IndexOfAny("\"\r\n") < 0
        && !text.Contains(separator, StringComparison.Ordinal)
        && text[0] != ' '
        && text[^1] != ' '
            ? text
            : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
