using System.Text.Json;
using Milvus.Formats.Text;

namespace Milvus.Formats.Json;

/// <summary>The rows of a JSON file, one at a time. The file can be larger than memory.</summary>
/// <param name="stream">UTF-8.</param>
/// <param name="layout">How the rows follow each other.</param>
/// <param name="rowsIsField">Whether the collection has a field called rows, so that an object with it is a row.</param>
internal sealed class JsonRowReader(Stream stream, JsonLayout layout, bool rowsIsField = false)
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

    private delegate Found Step(ref Utf8JsonReader reader);

    /// <summary>The rows; the bytes of one are valid until the next is requested.</summary>
    /// <exception cref="RowFileException">It is not JSON, or not rows.</exception>
    internal IEnumerable<JsonRowBytes> Read()
    {
        while (SkipSpace())
        {
            (_state, _topLine) = (new JsonReaderState(_options), _line);
            var opening = Next(Top, out var only);
            if (opening == Found.Row)
            {
                yield return only;
                continue;
            }

            while (Next(Element, out var row) == Found.Row)
            {
                yield return row;
            }

            if (opening == Found.BeginRows)
            {
                Next(Closing, out _);
            }

            if (layout == JsonLayout.List)
            {
                CheckEnd();
                yield break;
            }
        }

        if (layout == JsonLayout.List)
        {
            throw CreateTruncated();
        }
    }

    private void CheckEnd()
    {
        if (SkipSpace())
        {
            throw new RowFileException(RowFileFault.Syntax, "there is more after the list of rows", _line);
        }
    }

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

        return (layout, reader.TokenType) switch
        {
            (JsonLayout.Sequence, _) => Whole(ref reader),
            (_, JsonTokenType.StartArray) => Found.BeginArray,
            (_, JsonTokenType.StartObject) => Object(ref reader),
            _ => throw new RowFileException(
                RowFileFault.NotRows, $"rows are objects, and this is {Kind(reader.TokenType)}", _topLine),
        };
    }

    private static Found Whole(ref Utf8JsonReader reader) => reader.TrySkip() ? Found.Row : Found.More;

    /// <summary>An object is a row, or it has the rows.</summary>
    private Found Object(ref Utf8JsonReader reader)
    {
        var ahead = reader;
        if (!ahead.Read())
        {
            return Found.More;
        }

        var isOnlyList = layout == JsonLayout.List;
        var hasRows = !rowsIsField && ahead.TokenType == JsonTokenType.PropertyName && ahead.ValueTextEquals(RowsKey);
        if (!hasRows)
        {
            return isOnlyList ? throw CreateNotRows(ahead) : Whole(ref reader);
        }

        if (!ahead.Read())
        {
            return Found.More;
        }

        if (ahead.TokenType == JsonTokenType.StartArray)
        {
            reader = ahead;
            return Found.BeginRows;
        }

        return isOnlyList
            ? throw new RowFileException(RowFileFault.RowsAreNotList, $"'{RowsKey}' is {Kind(ahead.TokenType)}, not an array", _topLine)
            : Whole(ref reader);
    }

    private RowFileException CreateNotRows(in Utf8JsonReader first) => first.TokenType == JsonTokenType.PropertyName
        ? new RowFileException(RowFileFault.OtherKey, first.GetString()!, _topLine)
        : new RowFileException(RowFileFault.NoRows, $"the object has no '{RowsKey}'", _topLine);

    private Found Next(Step step, out JsonRowBytes row)
    {
        while (true)
        {
            var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _ended, _state);
            Found found;
            try
            {
                found = step(ref reader);
            }
            catch (Exception failure) when (failure is JsonException or InvalidOperationException)
            {
                // The reader says by the second that a key has half of a surrogate pair.
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
                row = new JsonRowBytes(_line, _buffer.AsMemory(from, _start + consumed - from));
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

    // The parser counts lines from the beginning of the document. At the end of the file it has read all that is left without a mistake.
    private RowFileException CreateBroken(Exception failure) => new(
        _ended ? RowFileFault.Truncated : RowFileFault.Syntax,
        $"the JSON after this cannot be read: {JsonReason.GetReason(failure)}",
        failure is JsonException { LineNumber: { } within } ? _topLine + within : _line,
        failure);

    private RowFileException CreateTruncated() =>
        new(RowFileFault.Truncated, "the JSON after this cannot be read: It ends unexpectedly", _line);

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
            throw CreateTruncated();
        }

        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            RowLimits.CheckLength(_buffer.Length, _line);
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        // An incomplete row is parsed from its beginning each time, so at least as much as it has is read.
        var free = _buffer.AsSpan(_end);
        var read = stream.ReadAtLeast(free, Math.Clamp(_end, 1, free.Length), throwOnEndOfStream: false);
        _end += read;
        _ended = read == 0;
    }
}
