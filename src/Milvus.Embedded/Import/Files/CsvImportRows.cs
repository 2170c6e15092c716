using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Formats;
using Milvus.Formats.Csv;
using Milvus.Formats.Text;
using Milvus.Protocol;

namespace Milvus.Embedded.Import.Files;

/// <summary>
/// The rows of a CSV file. The first line names the fields. Vectors, arrays and JSON are cells of JSON text, and `$meta` is a JSON object.
/// </summary>
/// <param name="separator">The separator between cells.</param>
/// <param name="nullKey">The text that stands for null in a nullable field.</param>
internal sealed class CsvImportRows(Stream stream, CollectionEntry collection, string separator, string nullKey)
{
    private static readonly Regex _number = new("^[+-]?[0-9.]", RegexOptions.CultureInvariant);

    public IEnumerable<IReadOnlyDictionary<string, JsonElement>> Read()
    {
        var text = TextDecoding.Open(stream, encoding: null);
        // The stream stays open: its position is the progress of the job.
        var reader = new StreamReader(text.Stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        using var csv = new CsvReader(reader, Separator());
        var header = Record(csv, text) ?? throw new ImportFailure("the CSV file has no header");
        if (header.Distinct(StringComparer.Ordinal).Count() != header.Length)
        {
            throw new ImportFailure("duplicated fields in the CSV header");
        }

        var fields = header.Select(collection.FindField).ToArray();
        for (var row = 0L; Record(csv, text) is { } cells; row++)
        {
            if (cells.Length != header.Length)
            {
                throw new ImportFailure(
                    $"the number of fields in the row {row} is not the same as in the header: {cells.Length} instead of {header.Length}");
            }

            var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
            for (var i = 0; i < cells.Length; i++)
            {
                values.Add(header[i], Cell(fields[i], header[i], cells[i], row));
            }

            yield return values;
        }
    }

    // Servers take the first character of a longer separator (Milvus 2.6, GetCSVSep), which splits the cells somewhere else.
    private char Separator() => separator switch
    {
        "" => ',',
        [var one] when CsvReader.CanSeparate(one) => one,
        _ => throw new ImportFailure($"unsupported csv separator: {separator}"),
    };

    /// <summary>The cells of the next record; servers do not tell an empty cell from one that is quoted.</summary>
    private static string[]? Record(CsvReader csv, TextDecoding text)
    {
        try
        {
            var cells = csv.Read();
            foreach (var cell in cells ?? [])
            {
                text.Check(cell);
            }

            return cells is null ? null : Array.ConvertAll(cells, cell => cell ?? string.Empty);
        }
        catch (RowFileException failure)
        {
            throw new ImportFailure($"failed to read the CSV file, error: {failure.Message.TrimEnd('.')}");
        }
    }

    /// <summary>
    /// Numbers and booleans in the spelling of JSON. Servers read them as Go does (strconv), with a plus sign, leading zeros, or True.
    /// </summary>
    private static string Spell(DataType type, string text) =>
        type.Describe().Wire switch
        {
            WireCase.Bool => text switch
            {
                "1" or "t" or "T" or "TRUE" or "True" => "true",
                "0" or "f" or "F" or "FALSE" or "False" => "false",
                _ => text,
            },
            WireCase.Int
            or WireCase.Long when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) =>
                whole.ToString(CultureInfo.InvariantCulture),
            WireCase.Float
            or WireCase.Double
                when _number.IsMatch(text)
                    && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    && double.IsFinite(number) => number.ToString("R", CultureInfo.InvariantCulture),
            _ => text,
        };

    private JsonElement Cell(FieldSchema? field, string name, string text, long row)
    {
        if (field is { Nullable: true } && text == nullKey)
        {
            return JsonSerializer.SerializeToElement<object?>(null);
        }

        if (field?.DataType.Describe().IsText == true)
        {
            return JsonSerializer.SerializeToElement(text);
        }

        try
        {
            return JsonSerializer.Deserialize<JsonElement>(field is null ? text : Spell(field.DataType, text));
        }
        catch (JsonException) when (field is null)
        {
            // A cell of a dynamic key that is not JSON is a string.
            return JsonSerializer.SerializeToElement(text);
        }
        catch (JsonException)
        {
            throw ImportFailure.Value(name, row, $"failed to parse value '{text}' for {field!.DataType.Text()} field '{name}'");
        }
    }
}
