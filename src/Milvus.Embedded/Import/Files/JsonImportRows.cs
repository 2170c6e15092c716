using System.Text.Json;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Rows;
using Milvus.Formats;
using Milvus.Formats.Json;
using Milvus.Formats.Text;

namespace Milvus.Embedded.Import.Files;

/// <summary>The rows of a JSON file: `{"rows": [...]}`, an array, or an object a line. The file may be larger than memory.</summary>
internal sealed class JsonImportRows(Stream stream, bool lines)
{
    // A row is an object around the deepest value that is stored.
    private static readonly JsonDocumentOptions _options = new() { MaxDepth = RequestScalarReader.MaxJsonDepth + 1 };

    public IEnumerable<IReadOnlyDictionary<string, JsonElement>> Read()
    {
        var text = TextDecoding.OpenBytes(stream, encoding: null);
        var reader = new JsonRowReader(text.Stream, lines ? JsonLayout.Sequence : JsonLayout.List);
        using var rows = reader.Read().GetEnumerator();
        while (Guard(rows.MoveNext))
        {
            yield return Guard(() => Cells(text, rows.Current.Json));
        }
    }

    private static Dictionary<string, JsonElement> Cells(TextDecoding text, ReadOnlyMemory<byte> json)
    {
        text.Check(json.Span);
        using var document = JsonDocument.Parse(json, _options);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new ImportFailure("invalid JSON format, each row should be a key-value map");
        }

        CheckEscapes(json.Span);
        var cells = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var cell in document.RootElement.Clone().EnumerateObject())
        {
            if (!cells.TryAdd(cell.Name, cell.Value))
            {
                throw new ImportFailure($"the key '{cell.Name}' is given twice in a row");
            }
        }

        return cells;
    }

    /// <summary>Half of a surrogate pair is well-formed JSON, but it is not text: only reading the text shows it.</summary>
    private static void CheckEscapes(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\u"u8) < 0)
        {
            return;
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = _options.MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String && reader.ValueIsEscaped)
            {
                reader.GetString();
            }
        }
    }

    private static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (RowFileException failure)
        {
            throw new ImportFailure(Describe(failure));
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            throw new ImportFailure($"failed to decode the JSON file, error: {JsonReason.GetReason(failure)}");
        }
    }

    private static string Describe(RowFileException failure) => failure.Fault switch
    {
        RowFileFault.NotRows => "invalid JSON format, the content should be started with '{' or '['",
        RowFileFault.OtherKey => $"invalid JSON format, the root key should be 'rows', but get '{failure.Reason}'",
        RowFileFault.RowsAreNotList => "invalid JSON format, rows list should begin with '['",
        RowFileFault.NoRows => "row count is 0",
        RowFileFault.Truncated => "failed to decode the JSON file, error: EOF",
        _ => $"failed to decode the JSON file, error: {failure.Message.TrimEnd('.')}",
    };
}
