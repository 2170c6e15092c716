using System.Globalization;
using System.Text.Json;

namespace Milvus.Files;

/// <summary>
/// The rows of JSON documents, one at a time: an array of objects, {"rows": [...]} as server-side imports read it, or objects one after
/// another. The file can be larger than memory.
/// </summary>
/// <param name="stream">UTF-8.</param>
/// <param name="rowsIsField">Whether the collection has a field called rows, so that an object with it is a row.</param>
internal sealed class JsonDocumentRows(Stream stream, bool rowsIsField)
{
    private const string RowsKey = "rows";

    // A row that is nested too deeply must not end the file here: the parser of the row reports it.
    private static readonly JsonReaderOptions _options = new() { MaxDepth = int.MaxValue };

    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _ended;
    private long _line = 1;
    private long _topLine = 1;
    private JsonReaderState _state = new(_options);

    private enum Found
    {
        More,
        Row,
        BeginRows,
        BeginArray,
        End,
    }

    /// <summary>The rows with their first lines; the bytes are valid until the next row is requested.</summary>
    /// <exception cref="MilvusException">The stream is not JSON, or does not contain rows.</exception>
    internal IEnumerable<(long Line, ReadOnlyMemory<byte> Row)> Read()
    {
        while (SkipSpace())
        {
            (_state, _topLine) = (new JsonReaderState(_options), _line);
            switch (Next(Top, out var only))
            {
                case Found.Row:
                    yield return only;
                    break;
                case var opening:
                    while (Next(Element, out var row) == Found.Row)
                    {
                        yield return row;
                    }

                    if (opening == Found.BeginRows)
                    {
                        Next(Closing, out _);
                    }

                    break;
            }
        }
    }

    private delegate Found Step(ref Utf8JsonReader reader);

    private static Found Element(ref Utf8JsonReader reader) => !reader.Read() ? Found.More : reader.TokenType switch
    {
        JsonTokenType.EndArray => Found.End,
        // Also a value that is not an object: the parser of the row refuses it, and the next rows are still read.
        _ => reader.TrySkip() ? Found.Row : Found.More,
    };

    private static Found Closing(ref Utf8JsonReader reader) => !reader.Read() ? Found.More
        : reader.TokenType == JsonTokenType.EndObject ? Found.End : throw new JsonException("There is another key after the rows");

    private static string Kind(JsonTokenType token) => token switch
    {
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "a boolean",
    };

    private Found Top(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
        {
            return Found.More;
        }

        if (reader.TokenType == JsonTokenType.StartArray)
        {
            return Found.BeginArray;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"Rows are objects, and this is {Kind(reader.TokenType)}");
        }

        var ahead = reader;
        if (!ahead.Read())
        {
            return Found.More;
        }

        if (!rowsIsField && ahead.TokenType == JsonTokenType.PropertyName && ahead.ValueTextEquals(RowsKey))
        {
            if (!ahead.Read())
            {
                return Found.More;
            }

            if (ahead.TokenType == JsonTokenType.StartArray)
            {
                reader = ahead;
                return Found.BeginRows;
            }
        }

        return reader.TrySkip() ? Found.Row : Found.More;
    }

    private Found Next(Step step, out (long Line, ReadOnlyMemory<byte> Row) row)
    {
        while (true)
        {
            var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _ended, _state);
            Found found;
            try
            {
                found = step(ref reader);
            }
            catch (JsonException failure)
            {
                throw CreateBroken(failure);
            }

            if (found == Found.More)
            {
                Fill();
                continue;
            }

            row = default;
            var consumed = (int)reader.BytesConsumed;
            if (found == Found.Row)
            {
                // A comma or space before the row is not part of it.
                var from = _start + _buffer.AsSpan(_start, consumed).IndexOfAnyExcept(", \t\r\n"u8);
                Count(from);
                row = (_line, _buffer.AsMemory(from, _start + consumed - from));
                consumed -= from - _start;
                _start = from;
            }

            Count(_start + consumed);
            _start += consumed;
            _state = reader.CurrentState;
            return found;
        }
    }

    private void Count(int to) => _line += _buffer.AsSpan(_start, to - _start).Count((byte)'\n');

    private MilvusException CreateBroken(JsonException failure)
    {
        // The parser counts lines from the beginning of the document.
        var line = failure.LineNumber is { } within ? _topLine + within : _line;
        return new MilvusException(
            MilvusErrorId.InvalidArgument,
            string.Create(CultureInfo.InvariantCulture, $"line {line}: the JSON after this cannot be read: {JsonReason.Of(failure)}."),
            failure);
    }

    private bool SkipSpace()
    {
        while (true)
        {
            while (_start < _end && _buffer[_start] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                _line += _buffer[_start++] == '\n' ? 1 : 0;
            }

            if (_start < _end || _ended)
            {
                return _start < _end;
            }

            Fill();
        }
    }

    private void Fill()
    {
        if (_ended)
        {
            throw CreateBroken(new JsonException("It ends unexpectedly"));
        }

        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
        {
            FileLimits.CheckLength(_buffer.Length, "A row");
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _ended = read == 0;
    }
}
