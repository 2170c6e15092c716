using System.Text;
using Milvus.Core.Marshalling.Rows;
using Milvus.Formats;
using Milvus.Formats.Json;
using Milvus.Formats.Text;

namespace Milvus.Files;

/// <summary>The rows of a file in JSON: one row a line, arrays of rows, or objects with the rows.</summary>
/// <param name="schema">The collection.</param>
/// <param name="options">How the file is read.</param>
/// <param name="open">Opens the text from its beginning.</param>
internal sealed class JsonFileRows(Collection schema, RowFileOptions options, Func<TextDecoding> open)
{
    // Longer than any first line of a file that has one row per line.
    private const int ProbeBytes = 1 << 20;

    // For the error that names them.
    private const int MaxNotedColumns = 1000;

    private readonly HashSet<string> _packed =
        [.. schema.Field.Where(field => field.Type != DataType.Json).Select(field => field.Name)];

    // One delegate for all rows.
    private Func<string, bool>? _isPacked;

    // The columns of the rows that are read to check the map.
    private HashSet<string>? _columns;

    /// <summary>Reads the rows.</summary>
    /// <param name="lines">Whether the file has one row a line; otherwise its content says it.</param>
    /// <exception cref="MilvusException">No row has a column of the map, or it names an unknown field.</exception>
    internal IEnumerable<FileRow> Read(bool lines)
    {
        var isLines = lines || StartsWithRowOnLine();
        CheckMap(isLines);
        return ReadRows(isLines);
    }

    private IEnumerable<FileRow> ReadRows(bool lines) => lines ? ReadLines(open()) : ReadDocument(open());

    // A row can lack a column, so the file lacks it if no row has it. Usually the first row has all of them.
    private void CheckMap(bool lines)
    {
        foreach (var field in options.Map.Fields)
        {
            FileColumns.CheckName(schema, field, options.Upsert);
        }

        if (options.Map.Columns.Count == 0)
        {
            return;
        }

        var columns = _columns = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in ReadRows(lines))
        {
            _ = row;
            if (options.Map.Columns.All(columns.Contains))
            {
                break;
            }
        }

        _columns = null;
        var missing = options.Map.Columns.Where(column => !columns.Contains(column)).Order(StringComparer.Ordinal).ToList();
        if (columns.Count > 0 && missing.Count > 0)
        {
            throw options.Map.CreateMissingError(missing, columns);
        }
    }

    /// <summary>Whether a .json file has one row per line, so that a broken line is only an error of its row.</summary>
    private bool StartsWithRowOnLine()
    {
        using var head = new MemoryStream();
        var buffer = new byte[1 << 14];
        var text = open().Stream;
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
            // Files that were joined have a byte order mark where one of them begins.
            if (line.Span.StartsWith(Encoding.UTF8.Preamble))
            {
                line = line[Encoding.UTF8.Preamble.Length..];
            }

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

    private IEnumerable<FileRow> ReadDocument(TextDecoding text) =>
        new JsonRowReader(text.Stream, JsonLayout.Any, HasRowsField).Read()
            .Select((row, i) => CreateRow(text, $"line {row.Line}, row {i + 1}", row.Json));

    private void NoteColumns(IReadOnlyList<KeyValuePair<string, object?>> row)
    {
        foreach (var (name, _) in row)
        {
            if (_columns?.Count < MaxNotedColumns || options.Map.Contains(name))
            {
                _columns?.Add(name);
            }
        }
    }

    // JSON keeps each number as it is.
    private bool IsPacked(string column) => options.Map.FindField(column) is { } field && _packed.Contains(field);

    private bool HasRowsField => schema.Field.Any(one => one.Name == "rows");

    private FileRow CreateRow(TextDecoding text, string place, ReadOnlyMemory<byte> json)
    {
        IReadOnlyList<KeyValuePair<string, object?>> row;
        try
        {
            text.Check(json.Span);
            row = JsonRowParser.Parse(json, _isPacked ??= IsPacked);
            NoteColumns(row);
            row = options.Map.Apply(row);
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
        if (!options.Upsert && schema.PrimaryKey is { AutoId: true } key && row.Any(pair => pair.Key == key.Name))
        {
            FileColumns.CheckName(schema, key.Name);
        }

        return new FileRow(place, () => row);
    }
}
