using System.Globalization;
using System.Text;
using Milvus.Core.Marshalling.Rows;
using Milvus.Formats;
using Milvus.Formats.Csv;
using Milvus.Formats.Text;

namespace Milvus.Files;

/// <summary>The rows of a CSV or TSV file, whose header is checked before the first row.</summary>
internal static class CsvFileRows
{
    internal static IEnumerable<FileRow> Read(TextDecoding text, char usual, Collection schema, RowFileOptions options)
    {
        var beginning = CsvBeginning.Read(text.Stream);
        var separator = options.Delimiter ?? beginning.Separator ?? usual;
        using var reader = new StreamReader(beginning.Content, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        using var csv = new CsvReader(reader, separator, firstLine: beginning.Separator is null ? 1 : 2);
        if (ReadFields(csv, beginning, text, schema, options with { Delimiter = separator }) is not { } fields)
        {
            yield break;
        }

        while (csv.Read() is { } record)
        {
            yield return new FileRow(string.Create(CultureInfo.InvariantCulture, $"line {csv.Line}"), () =>
            {
                text.Check(record);
                return JsonRowParser.SpreadDynamicKeys(CsvRows.ReadRow(fields, schema, record, options.UnescapeFormula));
            });
        }
    }

    // The fields of the columns; null for an empty file.
    private static IReadOnlyList<string?>? ReadFields(
        CsvReader csv, CsvBeginning beginning, TextDecoding text, Collection schema, RowFileOptions options)
    {
        try
        {
            return ReadFields(csv, text, schema, options);
        }
        catch (MilvusException failure) when (beginning.IsJson)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"the file begins like rows in JSON, and is read as {(options.Delimiter == RowFileFormat.Tsv.Separator ? "Tsv" : "Csv")}.",
                failure)
            {
                RecommendedAction = "Use -Format JsonLines for one row on each line, or -Format Json for an array of rows.",
            };
        }
    }

    private static IReadOnlyList<string?>? ReadFields(CsvReader csv, TextDecoding text, Collection schema, RowFileOptions options)
    {
        var separator = options.Delimiter!.Value;
        if (ReadHeader(csv, separator) is not { } header)
        {
            return null;
        }

        text.Check(header);
        CheckSeparator(header, separator, schema, options.Map);
        if (CountKnown(header, schema, options.Map) == 0 && Array.Exists(header, CellKinds.IsValue))
        {
            throw FileColumns.CreateRefused(
                "the first line has values, not the names of columns", "Write the names of the columns into the first line.");
        }

        for (var i = 0; i < header.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(header[i]) && !options.Map.Contains(header[i] ?? string.Empty))
            {
                throw FileColumns.CreateRefused(
                    $"column {i + 1} of the header has no name",
                    "Leave it out with -Map @{ '' = $null }, or name it. In pandas, to_csv(index=False) omits it.");
            }
        }

        string[] columns = [.. header.Select(name => name ?? string.Empty)];
        FileColumns.CheckTwice(columns, "the header");
        var fields = options.Map.FindFields(columns);
        string?[]? first = null;
        FileColumns.Check(schema, columns, "the header", options, Fits);
        return fields;

        // The first row is read only for a proposal, which is a part of an error.
        bool Fits(string column, Field field)
        {
            first ??= TryRead(csv) ?? [];
            var place = Array.IndexOf(columns, column);
            return place >= first.Length || CellKinds.Fits(first[place], field);
        }
    }

    private static string?[]? TryRead(CsvReader csv)
    {
        try
        {
            return csv.Read();
        }
        catch (RowFileException)
        {
            // The error of the header comes first.
            return null;
        }
    }

    private static string?[]? ReadHeader(CsvReader csv, char separator)
    {
        try
        {
            return csv.Read();
        }
        catch (RowFileException failure) when (failure.Fault == RowFileFault.Syntax)
        {
            // Quoted names with another separator.
            throw new MilvusException(MilvusErrorId.InvalidArgument, failure.Message, failure)
            {
                RecommendedAction = $"Use -Delimiter if the character between the fields is not {Delimiters.Show(separator)}.",
            };
        }
    }

    // With another separator the header would be one name that is not a field.
    private static void CheckSeparator(string?[] header, char separator, Collection schema, ColumnMap map)
    {
        var known = CountKnown(header, schema, map);
        if (Delimiters.Find(header, separator, names => CountKnown(names, schema, map) > known || (known == 0 && header.Length == 1))
            is { } other)
        {
            throw FileColumns.CreateRefused(
                $"the names of the header are separated by {Delimiters.Show(other)}, and {Delimiters.Show(separator)} was expected",
                Delimiters.Advise(other));
        }
    }

    private static int CountKnown(IEnumerable<string?> names, Collection schema, ColumnMap map) => names.Count(name =>
        name is not null && (map.Contains(name) || name == RowBatch.DynamicField || schema.Field.Any(field => field.Name == name)));
}
