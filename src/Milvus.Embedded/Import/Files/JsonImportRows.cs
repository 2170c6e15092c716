using System.Text.Json;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Rows;

namespace Milvus.Embedded.Import.Files;

/// <summary>
/// Reads the rows of a JSON file one at a time: `{"rows": [...]}`, an array, or one object for each line. The file may be larger than the
/// memory.
/// </summary>
internal sealed class JsonImportRows(Stream stream, bool lines)
{
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _final;
    private JsonReaderState _state = New();

    public IEnumerable<IReadOnlyDictionary<string, JsonElement>> Read()
    {
        if (!lines)
        {
            Open();
        }

        while (Next() is { } row)
        {
            yield return row;
        }
    }

    /// <summary>Moves to the first row.</summary>
    private void Open()
    {
        switch (Token())
        {
            case (JsonTokenType.StartArray, _):
                return;
            case (JsonTokenType.StartObject, _):
                var (token, name) = Token();
                if (token != JsonTokenType.PropertyName || name != "rows")
                {
                    throw new ImportFailure(
                        token == JsonTokenType.EndObject
                            ? "row count is 0"
                            : $"invalid JSON format, the root key should be 'rows', but get '{name}'");
                }

                if (Token().Type != JsonTokenType.StartArray)
                {
                    throw new ImportFailure("invalid JSON format, rows list should begin with '['");
                }

                return;
            default:
                throw new ImportFailure("invalid JSON format, the content should be started with '{' or '['");
        }
    }

    private (JsonTokenType Type, string? Text) Token()
    {
        try
        {
            while (true)
            {
                var reader = Reader();
                if (reader.Read())
                {
                    var token = (reader.TokenType, reader.TokenType == JsonTokenType.PropertyName ? reader.GetString() : null);
                    Advance(reader);
                    return token;
                }

                Fill();
            }
        }
        catch (JsonException exception)
        {
            throw Broken(exception);
        }
    }

    private Dictionary<string, JsonElement>? Next()
    {
        try
        {
            while (true)
            {
                if (lines)
                {
                    // Each line is a document of its own.
                    SkipSpace();
                    if (_final && _start == _end)
                    {
                        return null;
                    }
                }

                var reader = Reader();
                if (reader.Read())
                {
                    if (reader.TokenType == JsonTokenType.EndArray && !lines)
                    {
                        return null;
                    }

                    if (reader.TokenType != JsonTokenType.StartObject)
                    {
                        throw new ImportFailure("invalid JSON format, each row should be a key-value map");
                    }

                    if (JsonDocument.TryParseValue(ref reader, out var document))
                    {
                        Advance(reader);
                        _state = lines ? New() : _state;
                        using (document)
                        {
                            return Cells(document.RootElement);
                        }
                    }
                }

                Fill();
            }
        }
        catch (JsonException exception)
        {
            throw Broken(exception);
        }
    }

    private static Dictionary<string, JsonElement> Cells(JsonElement row)
    {
        var cells = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var cell in row.Clone().EnumerateObject())
        {
            if (!cells.TryAdd(cell.Name, cell.Value))
            {
                throw new ImportFailure($"the key '{cell.Name}' is given twice in a row");
            }
        }

        return cells;
    }

    // A line is read as the beginning of a document, whose rest is not read.
    private Utf8JsonReader Reader() => new(_buffer.AsSpan(_start, _end - _start), _final, _state);

    private void Advance(in Utf8JsonReader reader)
    {
        _start += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
    }

    private void SkipSpace()
    {
        while (true)
        {
            while (_start < _end && _buffer[_start] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                _start++;
            }

            if (_start < _end || _final)
            {
                return;
            }

            Fill();
        }
    }

    private void Fill()
    {
        if (_final)
        {
            throw new ImportFailure("failed to decode the JSON file, error: EOF");
        }

        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _final = read == 0;
    }

    // The depth of the deepest valid value, in a row in an array in an object.
    private static JsonReaderState New() => new(new JsonReaderOptions { MaxDepth = RequestScalarReader.MaxJsonDepth + 3 });

    private static ImportFailure Broken(JsonException exception) => new($"failed to decode the JSON file, error: {exception.Message}");
}
