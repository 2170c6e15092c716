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
    internal static IEnumerable<FileRow> Read(TextDecoding text, char separator, Collection schema, RowFileOptions options)
    {
        using var reader = new StreamReader(text.Stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        using var csv = new CsvReader(reader, separator);
        if (ReadHeader(csv, separator) is not { } header)
        {
            yield break;
        }

        text.Check(header);
        CheckSeparator(header, separator, schema, options.Map);
        for (var i = 0; i < header.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(header[i]))
            {
                throw FileColumns.CreateRefused(
                    $"column {i + 1} of the header has no name",
                    "Name it, or omit it: in pandas, use to_csv(index=False).");
            }
        }

        FileColumns.CheckTwice([.. header.Select(name => name!)], "the header");
        var fields = options.Map.FindFields([.. header.Select(name => name!)]);
        FileColumns.Check(schema, [.. fields.OfType<string>()], "the header", options);
        while (csv.Read() is { } record)
        {
            yield return new FileRow(string.Create(CultureInfo.InvariantCulture, $"line {csv.Line}"), () =>
            {
                text.Check(record);
                return JsonRowParser.SpreadDynamicKeys(CsvRows.ReadRow(fields, schema, record, options.UnescapeFormula));
            });
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
        if (Delimiters.Find(header, separator, names => CountKnown(names) > CountKnown(header)) is { } other)
        {
            throw FileColumns.CreateRefused(
                $"the names of the header are separated by {Delimiters.Show(other)}, and {Delimiters.Show(separator)} was expected",
                Delimiters.Advise(other));
        }

        int CountKnown(IEnumerable<string?> names) => names.Count(name =>
            name is not null && (map.Contains(name) || name == RowBatch.DynamicField || schema.Field.Any(field => field.Name == name)));
    }
}
