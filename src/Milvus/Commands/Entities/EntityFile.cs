using System.Globalization;
using Milvus.Client.Files;
using Milvus.Files;

namespace Milvus;

/// <summary>A file of rows: lines of JSON, CSV, or Parquet.</summary>
internal static class EntityFile
{
    internal const string JsonLines = "JsonLines";
    internal const string Csv = "Csv";
    internal const string Parquet = "Parquet";

    /// <summary>The format that is named, else the one the file's name says.</summary>
    /// <exception cref="MilvusException">There is no such format.</exception>
    internal static string FormatOf(string? named, string path)
    {
        var format = named ?? Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".CSV" => Csv,
            ".PARQUET" => Parquet,
            _ => JsonLines,
        };
        return new[] { JsonLines, Csv, Parquet }.FirstOrDefault(known => known.Equals(format, StringComparison.OrdinalIgnoreCase))
            ?? throw new MilvusException(MilvusErrorId.InvalidArgument, $"'{format}' is no format of files: use {JsonLines}, {Csv} or {Parquet}.");
    }

    /// <summary>The rows of a file, each with the line it begins at, or its number in Parquet; it is read as it is taken.</summary>
    internal static IEnumerable<(int Line, Func<IEnumerable<KeyValuePair<string, object?>>> Row)> Read(StreamReader reader, string format, Collection schema, CancellationToken token)
    {
        if (format == Parquet)
        {
            var row = 0;
            foreach (var values in ParquetRowReader.Read(reader.BaseStream, token))
            {
                yield return (++row, () => values);
            }

            yield break;
        }

        if (format == Csv)
        {
            var csv = new CsvReader(reader);
            var header = csv.Read() ?? [];
            while (csv.Read() is { } record)
            {
                yield return (csv.Line, () => CsvRows.Row(header, schema, record));
            }

            yield break;
        }

        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return (number, () => JsonRows.Parse(line));
            }
        }
    }

    /// <summary>The place of a line, for an error.</summary>
    internal static string Place(string file, string format, int line) =>
        string.Create(CultureInfo.InvariantCulture, $"{file}, {(format == Parquet ? "row" : "line")} {line}");
}
