using System.Globalization;
using System.Text;
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
        if (csv.Read() is not { } header)
        {
            yield break;
        }

        text.Check(header);
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
        FileColumns.Check(schema, [.. fields.OfType<string>()], "the header", options.Upsert);
        while (csv.Read() is { } record)
        {
            yield return new FileRow(string.Create(CultureInfo.InvariantCulture, $"line {csv.Line}"), () =>
            {
                text.Check(record);
                return JsonRowParser.SpreadDynamicKeys(CsvRows.ReadRow(fields, schema, record));
            });
        }
    }
}
