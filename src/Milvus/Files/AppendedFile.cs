using System.Text;
using Milvus.Core.Marshalling.Values;
using Milvus.Formats.Columns;
using Milvus.Formats.Csv;
using Milvus.Formats.Parquet;
using Milvus.Formats.Streams;
using Milvus.Formats.Text;

namespace Milvus.Files;

/// <summary>Checks an existing file before rows are appended to it.</summary>
internal static class AppendedFile
{
    /// <exception cref="MilvusException">The file has other columns, or does not end with its last row.</exception>
    internal static void Check(RowFileTarget target, Collection schema, IReadOnlyList<string> columns)
    {
        using var file = LocalFiles.Open(target.Path);
        CheckEnd(target, file);
        file.Position = 0;
        try
        {
            Check(target, schema, columns, target.IsZipped ? new GzipReader(file) : file);
        }
        catch (Exception failure) when (failure is InvalidDataException or Formats.RowFileException)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument, $"Rows cannot be appended to '{target.Path}': {failure.Message}", failure);
        }
    }

    private static void Check(RowFileTarget target, Collection schema, IReadOnlyList<string> columns, Stream content)
    {
        if (target.Format.Separator != '\0')
        {
            var text = TextDecoding.Open(content, target.Encoding);
            using var reader = new StreamReader(text.Stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
            var separator = target.Delimiter ?? target.Format.Separator;
            using var csv = new CsvReader(reader, separator);
            var header = csv.Read() ?? [];
            if (Delimiters.Find(header, separator, names => names.SequenceEqual(columns)) is { } other)
            {
                throw Refuse(
                    target,
                    $"its fields are separated by {Delimiters.Show(other)}, and the rows by {Delimiters.Show(separator)}",
                    Delimiters.Advise(other));
            }

            CheckColumns(target, header, columns);
        }
        else if (target.Format == RowFileFormat.Parquet)
        {
            using IColumnFile parquet = new ParquetColumns(content);
            CheckColumns(target, parquet.Names, columns);
            content.Position = 0;
            if (ParquetSchemas.FindOtherTypes(content, schema, columns) is { Count: > 0 } others)
            {
                var types = others.Select(name => $"{name} ({TypeOf(schema, name)} in the rows)");
                throw Refuse(
                    target,
                    $"{Counts.Noun(others.Count, "a column has another type", "columns have other types")}: {string.Join(", ", types)}",
                    "Use another file, or -Force to replace this one.");
            }
        }
    }

    private static DataType TypeOf(Collection schema, string column) =>
        schema.Field.FirstOrDefault(field => field.Name == column)?.Type ?? DataType.Json;

    private static void CheckColumns(RowFileTarget target, IReadOnlyList<string?> existing, IReadOnlyList<string> columns)
    {
        if (!existing.SequenceEqual(columns))
        {
            throw Refuse(target, $"its columns are {string.Join(", ", existing)}, and the rows have {string.Join(", ", columns)}");
        }
    }

    // A line that is not ended may be incomplete.
    private static void CheckEnd(RowFileTarget target, FileStream file)
    {
        if (target.Format.IsText && !target.IsZipped && target.Encoding is null)
        {
            file.Position = file.Length - 1;
            if (file.ReadByte() != '\n')
            {
                throw Refuse(target, "its last line is not ended by a line break, so it may be incomplete");
            }
        }
    }

    private static MilvusException Refuse(RowFileTarget target, string why, string? action = null) =>
        new(MilvusErrorId.SchemaMismatch, $"Rows cannot be appended to '{target.Path}': {why}.") { RecommendedAction = action };
}
