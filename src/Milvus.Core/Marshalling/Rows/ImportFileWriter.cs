using System.Text.Json;
using Milvus.Core.Marshalling.Columns;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Core.Marshalling.Rows;

/// <summary>
/// Writes rows to a file for the server's import. Each row is validated and converted as in an insert, so that the file contains only valid
/// rows.
/// </summary>
internal sealed class ImportFileWriter : IImportRows
{
    private const int RowsAtATime = 1000;
    private static readonly byte[] _newLine = "\n"u8.ToArray();

    private readonly RowBatch _batch;
    private readonly Stream _stream;
    private readonly Utf8JsonWriter _json;
    private readonly bool _lines;

    /// <summary>Begins the file.</summary>
    /// <param name="stream">The output.</param>
    /// <param name="schema">The collection.</param>
    /// <param name="lines">Whether to write one JSON object per line; otherwise one object with an array of rows.</param>
    /// <param name="unwrap">Converts PowerShell objects, as in <see cref="RowBatch"/>.</param>
    internal ImportFileWriter(Stream stream, Collection schema, bool lines, Func<object, object?>? unwrap)
    {
        _batch = new RowBatch(schema, unwrap: unwrap);
        _stream = stream;
        _lines = lines;
        _json = JsonValues.Writer(stream);
        if (!lines)
        {
            _json.WriteStartObject();
            _json.WriteStartArray("rows");
        }
    }

    public long RowCount { get; private set; }

    public void Add(IEnumerable<KeyValuePair<string, object?>> row)
    {
        _batch.Add(row);
        RowCount++;
        if (_batch.Count >= RowsAtATime)
        {
            WriteBatch();
        }
    }

    public void Finish()
    {
        WriteBatch();
        if (!_lines)
        {
            _json.WriteEndArray();
            _json.WriteEndObject();
            _json.Flush();
        }
    }

    public void Dispose()
    {
        _json.Reset(Stream.Null);
        _json.Dispose();
    }

    private void WriteBatch()
    {
        var columns = _batch.Columns.ToArray();
        // Null rows are not in the payload, so each column has its own index.
        var payload = new int[columns.Length];
        for (var row = 0; row < _batch.Count; row++)
        {
            _json.WriteStartObject();
            for (var i = 0; i < columns.Length; i++)
            {
                _json.WritePropertyName(columns[i].Field.Name);
                if (columns[i].Valid is { } valid && !valid[row])
                {
                    _json.WriteNullValue();
                }
                else
                {
                    WriteValue(columns[i], payload[i]++);
                }
            }

            _json.WriteEndObject();
            _json.Flush();
            if (_lines)
            {
                _json.Reset();
                _stream.Write(_newLine);
            }
        }

        _batch.Clear();
    }

    private void WriteValue(FieldColumn column, int at)
    {
        switch (column)
        {
            case BoolFieldColumn bools:
                _json.WriteBooleanValue(bools.Values[at]);
                break;
            case Int32FieldColumn ints:
                _json.WriteNumberValue(ints.Values[at]);
                break;
            case Int64FieldColumn longs:
                _json.WriteNumberValue(longs.Values[at]);
                break;
            case FloatFieldColumn floats:
                JsonNumbers.Write(_json, floats.Values[at]);
                break;
            case DoubleFieldColumn doubles:
                JsonNumbers.Write(_json, doubles.Values[at]);
                break;
            case TextFieldColumn texts:
                _json.WriteStringValue(texts.Values[at]);
                break;
            case JsonFieldColumn json:
                WriteJson(json.Values[at]);
                break;
            case ArrayFieldColumn arrays:
                JsonValues.Write(_json, arrays.Values[at], null, 0);
                break;
            case FloatVectorFieldColumn vectors:
                var width = column.Field.Dimension ?? 0;
                WriteNumbers(vectors.Components.Slice(at * width, width));
                break;
            case SparseVectorFieldColumn sparse:
                JsonValues.Write(_json, SparseVectors.FromBytes(sparse.Values[at]), null, 0);
                break;
            case ByteVectorFieldColumn bytes:
                WriteBytes(column.Field.Type, bytes.Bytes.Slice(at * bytes.Width, bytes.Width));
                break;
            default:
                throw new MilvusException(
                    MilvusErrorId.NotSupported,
                    $"Field {column.Field.Name}: a {column.Field.Type} cannot be written to an import file.");
        }
    }

    // Imports treat a string in a JSON field as JSON text, so a JSON string is written with its own quotes.
    // Everything else is rewritten without line breaks: a row of JSON lines is one line.
    private void WriteJson(byte[] json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = JsonValues.MaxDepth });
        if (document.RootElement.ValueKind == JsonValueKind.String)
        {
            _json.WriteStringValue(document.RootElement.GetRawText());
        }
        else
        {
            document.RootElement.WriteTo(_json);
        }
    }

    private void WriteNumbers(ReadOnlySpan<float> components)
    {
        _json.WriteStartArray();
        foreach (var component in components)
        {
            JsonNumbers.Write(_json, component);
        }

        _json.WriteEndArray();
    }

    // The server's import reads half-precision vectors as numbers, and binary ones as bytes.
    private void WriteBytes(DataType type, ReadOnlySpan<byte> bytes)
    {
        _json.WriteStartArray();
        switch (type)
        {
            case DataType.Float16Vector:
                for (var i = 0; i < bytes.Length; i += 2)
                {
                    JsonNumbers.Write(_json, (float)BitConverter.ToHalf(bytes[i..]));
                }

                break;
            case DataType.BFloat16Vector:
                for (var i = 0; i < bytes.Length; i += 2)
                {
                    JsonNumbers.Write(_json, BitConverter.Int32BitsToSingle(BitConverter.ToUInt16(bytes[i..]) << 16));
                }

                break;
            default:
                foreach (var item in bytes)
                {
                    _json.WriteNumberValue(type == DataType.Int8Vector ? (sbyte)item : item);
                }

                break;
        }

        _json.WriteEndArray();
    }
}
