using System.Globalization;
using System.Text;
using Milvus.Core.Marshalling.Rows;
using Milvus.Formats;
using Milvus.Formats.Json;
using Milvus.Formats.Parquet;
using Milvus.Formats.Streams;
using Milvus.Formats.Text;

namespace Milvus.Files;

/// <summary>A file of rows in any format, read lazily.</summary>
internal sealed class EntityFileReader : IDisposable
{
    // Longer than any first line of a file that has one row per line.
    private const int ProbeBytes = 1 << 20;

    private readonly string _file;
    private readonly RowFileFormat _format;
    private readonly Encoding? _encoding;
    private readonly Collection _schema;
    private readonly FileStream _source;

    /// <exception cref="MilvusException">The file does not exist, cannot be read, or its format is unknown.</exception>
    internal EntityFileReader(string file, string? format, Encoding? encoding, Collection schema)
    {
        (_file, _encoding, _schema) = (file, encoding, schema);
        _format = RowFileFormat.Choose(format, file);
        _source = LocalFiles.Open(file);
    }

    /// <summary>The progress of the read, in percent.</summary>
    internal int Percent => (int)(100 * _source.Position / Math.Max(1, _source.Length));

    public void Dispose() => _source.Dispose();

    /// <summary>Reads the rows. A failure of the file ends the read with an error that names the file.</summary>
    internal IEnumerable<FileRow> Read(CancellationToken token)
    {
        using var rows = Guard(() => ReadRows(token).GetEnumerator());
        while (Guard(rows.MoveNext))
        {
            var row = rows.Current;
            yield return row with { Place = $"{_file}, {row.Place}" };
        }
    }

    private IEnumerable<FileRow> ReadRows(CancellationToken token)
    {
        if (_format == RowFileFormat.Parquet)
        {
            return ParquetRowReader
                .Read(_source, _schema, names => FileColumns.Check(_schema, names, "the file"), token)
                .Select(
                    (row, i) =>
                        new FileRow(
                            string.Create(CultureInfo.InvariantCulture, $"row {i + 1}"),
                            () => JsonRowParser.SpreadDynamicKeys(row()))
                );
        }

        var format = _format == RowFileFormat.Json && StartsWithRowOnLine() ? RowFileFormat.JsonLines : _format;
        var text = Decode();
        return format == RowFileFormat.JsonLines ? ReadLines(text)
            : format == RowFileFormat.Json ? Document(text)
            : CsvFileRows.Read(text, format.Separator, _schema);
    }

    private TextDecoding Decode()
    {
        _source.Position = 0;
        Stream plain = RowFileFormat.IsZipped(_file) ? new GzipReader(_source) : _source;
        return TextDecoding.Open(plain, _encoding);
    }

    /// <summary>Whether a .json file has one row per line, so that a broken line is only an error of its row.</summary>
    private bool StartsWithRowOnLine()
    {
        using var head = new MemoryStream();
        var buffer = new byte[1 << 14];
        var text = Decode().Stream;
        for (int read; head.Length < ProbeBytes && (read = text.Read(buffer)) > 0;)
        {
            head.Write(buffer, 0, read);
            var lines = new LineSplitter(new MemoryStream(head.GetBuffer(), 0, (int)head.Length));
            if (buffer.AsSpan(0, read).Contains((byte)'\n') && lines.Next() is { } first)
            {
                return IsWholeRow(first);
            }
        }

        return false;
    }

    private static bool IsWholeRow(ReadOnlyMemory<byte> line)
    {
        try
        {
            return JsonRow.Parse(line) is not [{ Key: "rows", Value: Array }];
        }
        catch (MilvusException)
        {
            // A document over several lines, or a broken one. Its reader reports the position.
            return false;
        }
    }

    private IEnumerable<FileRow> ReadLines(TextDecoding text)
    {
        var lines = new LineSplitter(text.Stream);
        while (lines.Next() is { } line)
        {
            var content = line.Span.Trim(" \t\r"u8);
            if (content.IsEmpty)
            {
                continue;
            }

            if (content[0] != '[')
            {
                yield return CreateRow(text, $"line {lines.Line}", line);
                continue;
            }

            foreach (var row in ReadElements(text, lines.Line, line))
            {
                yield return row;
            }
        }
    }

    // The rows of an array on a line. A broken array is an error of its line.
    private List<FileRow> ReadElements(TextDecoding text, long number, ReadOnlyMemory<byte> line)
    {
        var rows = new List<FileRow>();
        try
        {
            foreach (var row in new JsonRowReader(new MemoryStream(line.ToArray()), JsonLayout.Any, HasRowsField).Read())
            {
                rows.Add(CreateRow(text, $"line {number}, row {rows.Count + 1}", row.Json.ToArray()));
            }

            return rows;
        }
        catch (RowFileException failure)
        {
            return
            [
                new FileRow(
                    $"line {number}",
                    () => throw new MilvusException(MilvusErrorId.InvalidArgument, "This is not a JSON array of rows.", failure)),
            ];
        }
    }

    private IEnumerable<FileRow> Document(TextDecoding text) =>
        new JsonRowReader(text.Stream, JsonLayout.Any, HasRowsField).Read()
            .Select((row, i) => CreateRow(text, $"line {row.Line}, row {i + 1}", row.Json));

    private bool HasRowsField => _schema.Field.Any(one => one.Name == "rows");

    private FileRow CreateRow(TextDecoding text, string place, ReadOnlyMemory<byte> json)
    {
        IReadOnlyList<KeyValuePair<string, object?>> row;
        try
        {
            text.Check(json.Span);
            row = JsonRowParser.Parse(json);
        }
        catch (RowFileException failure)
        {
            return new FileRow(place, () => throw failure.ToMilvusException());
        }
        catch (MilvusException failure)
        {
            return new FileRow(place, () => throw failure);
        }

        // If the server generates the keys, keys are wrong in all rows, so one error ends the file.
        if (_schema.PrimaryKey is { AutoId: true } key && row.Any(pair => pair.Key == key.Name))
        {
            FileColumns.CheckName(_schema, key.Name);
        }

        return new FileRow(place, () => row);
    }

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (RowFileException failure)
        {
            var refused = failure.ToMilvusException();
            throw refused.With($"{_file}: {refused.Message}");
        }
        catch (MilvusException failure)
        {
            throw failure.With($"{_file}: {failure.Message}");
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"The file '{_file}' cannot be read: {failure.Message}", failure)
            {
                RecommendedAction =
                    failure is InvalidDataException ? "Copy or write the file again: rows after the damage are not imported." : null,
            };
        }
    }
}
