using System.Globalization;
using System.Text;
using Milvus.Formats;
using Milvus.Formats.Csv;
using Milvus.Formats.Text;

namespace Milvus.Files;

/// <summary>Finds texts in an existing CSV or TSV file that are escaped for spreadsheets otherwise than rows that are appended.</summary>
internal static class FormulaScan
{
    /// <summary>The place of the first such text; null if the file has none, or another format.</summary>
    internal static string? Find(RowFileTarget target, Collection schema, CancellationToken token)
    {
        if (target.Format.Separator == '\0')
        {
            return null;
        }

        try
        {
            return FindText(target, schema, token);
        }
        catch (Exception failure) when (failure is RowFileException or IOException or InvalidDataException)
        {
            // The check of the file before rows are appended has the error.
            return null;
        }
    }

    private static string? FindText(RowFileTarget target, Collection schema, CancellationToken token)
    {
        using var source = new RowFileSource(target.Path, target.Format.Name);
        var text = TextDecoding.Open(source.OpenContent(), target.Encoding);
        using var reader = new StreamReader(text.Stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        using var csv = new CsvReader(reader, target.Delimiter ?? target.Format.Separator);
        var header = csv.Read() ?? [];
        var texts = Enumerable.Range(0, header.Length)
            .Where(i => FormulaEscape.Concerns(schema.Field.FirstOrDefault(field => field.Name == header[i])))
            .ToArray();
        while (texts.Length > 0 && csv.Read() is { } record)
        {
            token.ThrowIfCancellationRequested();
            foreach (var i in texts)
            {
                if (i < record.Length && record[i] is { } cell
                    && (target.EscapeFormula ? FormulaEscape.IsRaw(cell) : FormulaEscape.IsEscaped(cell)))
                {
                    return string.Create(CultureInfo.InvariantCulture, $"line {csv.Line}");
                }
            }
        }

        return null;
    }
}
