using System.Globalization;
using Milvus.Files;

namespace Milvus;

/// <summary>A file of rows: lines of JSON, or CSV.</summary>
internal static class EntityFile
{
    internal const string JsonLines = "JsonLines";
    internal const string Csv = "Csv";

    /// <summary>The format that is named, else the one the file's name says.</summary>
    /// <exception cref="MilvusException">There is no such format.</exception>
    internal static string FormatOf(string? named, string path)
    {
        var format = named ?? (Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase) ? Csv : JsonLines);
        return new[] { JsonLines, Csv }.FirstOrDefault(known => known.Equals(format, StringComparison.OrdinalIgnoreCase))
            ?? throw new MilvusException(MilvusErrorId.InvalidArgument, $"'{format}' is no format of files: use {JsonLines} or {Csv}.");
    }

    /// <summary>The rows of a file, each with the line it begins at; it is read as it is taken.</summary>
    internal static IEnumerable<(int Line, Func<IEnumerable<KeyValuePair<string, object?>>> Row)> Read(TextReader reader, string format, Collection schema)
    {
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
    internal static string Place(string file, int line) => string.Create(CultureInfo.InvariantCulture, $"{file}, line {line}");
}
