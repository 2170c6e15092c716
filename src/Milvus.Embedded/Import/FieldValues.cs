using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Google.Protobuf;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Rows;
using Milvus.Formats.Json;
using Milvus.Protocol;

namespace Milvus.Embedded.Import;

/// <summary>
/// Collects the values of one field from rows of a file, in the form of an insert request. So the checks of an insert apply.
/// </summary>
internal sealed class FieldValues
{
    private static readonly JsonDocumentOptions _json = new() { MaxDepth = RequestScalarReader.MaxJsonDepth };
    private readonly FieldSchema _field;
    private readonly List<bool> _valid = [];
    private readonly Action<JsonElement, long> _add;
    private readonly List<byte> _bytes = [];

    public FieldValues(FieldSchema field)
    {
        _field = field;
        Data = new FieldData
        {
            FieldName = field.Name,
            Type = field.DataType,
            IsDynamic = field.IsDynamic,
        };
        _add =
            field.DataType.IsVector() || field.DataType == DataType.ArrayOfVector
                ? Vectors()
                : Scalars(field.DataType, Data.Scalars = new ScalarField());
    }

    private FieldData Data { get; }

    /// <summary>The collected values.</summary>
    public FieldData Take()
    {
        if (_valid.Contains(false))
        {
            Data.ValidData.AddRange(_valid);
        }

        var bytes = ByteString.CopyFrom(CollectionsMarshal.AsSpan(_bytes));
        switch (_field.DataType)
        {
            case DataType.BinaryVector: Data.Vectors.BinaryVector = bytes; break;
            case DataType.Int8Vector: Data.Vectors.Int8Vector = bytes; break;
        }

        return Data;
    }

    public void Add(JsonElement value, long row)
    {
        var present = value.ValueKind != JsonValueKind.Null;
        if (!present && !_field.Nullable && !Rows.RequestFieldReader.HasDefault(_field))
        {
            throw Illegal(value, row);
        }

        _valid.Add(present);
        if (present)
        {
            _add(value, row);
        }
    }

    /// <summary>Adds the array of a row, element by element.</summary>
    public void AddElements(IEnumerable<JsonElement> elements, long row)
    {
        _valid.Add(true);
        if (_field.DataType == DataType.ArrayOfVector)
        {
            var vectors = new FieldValues(new FieldSchema(_field) { DataType = _field.ElementType, Nullable = false });
            foreach (var element in elements)
            {
                vectors.Add(element, row);
            }

            Data.Vectors.VectorArray.Data.Add(vectors.Take().Vectors);
            return;
        }

        var array = new ScalarField();
        var add = Scalars(_field.ElementType, array);
        foreach (var element in elements)
        {
            add(element, row);
        }

        Data.Scalars.ArrayData.Data.Add(array);
    }

    private Action<JsonElement, long> Scalars(DataType type, ScalarField scalars)
    {
        if (type.Describe() is not { IsField: true, Wire: var wire })
        {
            throw new ImportFailure($"field '{_field.Name}' of type {type.Text()} cannot be imported");
        }

        scalars.Open(wire);
        switch (wire)
        {
            case WireCase.Bool:
                return (value, row) =>
                    scalars.BoolData.Data.Add(
                        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Illegal(value, row));
            case WireCase.Int or WireCase.Long:
                return (value, row) => scalars.Add(wire, Integer(value, row, type));
            case WireCase.Float or WireCase.Double:
                return (value, row) => scalars.Add(wire, Number(value, row));
            case WireCase.Json:
                // A string contains JSON, as in file formats that only have strings.
                return (value, row) =>
                    scalars.Add(wire, value.ValueKind == JsonValueKind.String ? Json(value.GetString()!, row) : value.GetRawText());
            case WireCase.Array:
                scalars.ArrayData.ElementType = _field.ElementType;
                return (value, row) =>
                {
                    if (value.ValueKind != JsonValueKind.Array)
                    {
                        throw ImportFailure.Value(_field.Name, row, $"'{Format(value)}' is not an array for array field '{_field.Name}'");
                    }

                    var elements = new ScalarField();
                    var add = Scalars(_field.ElementType, elements);
                    foreach (var element in value.EnumerateArray())
                    {
                        add(element, row);
                    }

                    scalars.ArrayData.Data.Add(elements);
                };
            default:
                return (value, row) => scalars.Add(wire, String(value, row));
        }
    }

    private Action<JsonElement, long> Vectors()
    {
        var vectors = Data.Vectors = new VectorField();
        if (_field.DataType == DataType.SparseFloatVector)
        {
            vectors.SparseFloatVector = new SparseFloatArray();
            return (value, row) =>
                vectors.SparseFloatVector.Contents.Add(ByteString.CopyFrom(SparseJson.Read(value) ?? throw Illegal(value, row)));
        }

        var dimension = (int)(vectors.Dim = FieldColumns.NumberOf(_field, "dim"));
        if (_field.DataType == DataType.ArrayOfVector)
        {
            vectors.VectorArray = new VectorArray { Dim = dimension, ElementType = _field.ElementType };
            return (value, row) => throw Illegal(value, row);
        }

        switch (_field.DataType)
        {
            case DataType.BinaryVector:
                return (value, row) =>
                    Bytes(value, row, dimension / 8, element => (byte)Integer(element, row, "uint8", 0, byte.MaxValue));
            case DataType.Int8Vector:
                return (value, row) => Bytes(value, row, dimension, element => (byte)Integer(element, row, DataType.Int8));
            default:
                // The reader of requests converts floats for fields of half precision.
                vectors.FloatVector = new FloatArray();
                return (value, row) =>
                {
                    foreach (var element in Elements(value, row, dimension).EnumerateArray())
                    {
                        vectors.FloatVector.Data.Add((float)Number(element, row));
                    }
                };
        }
    }

    private void Bytes(JsonElement value, long row, int count, Func<JsonElement, byte> read)
    {
        foreach (var element in Elements(value, row, count).EnumerateArray())
        {
            _bytes.Add(read(element));
        }
    }

    private JsonElement Elements(JsonElement value, long row, int count)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            throw ImportFailure.Value(
                _field.Name,
                row,
                $"'{Format(value)}' is not an array for {NameVectorKind(_field.DataType)} vector field '{_field.Name}'");
        }

        return value.GetArrayLength() == count ? value : throw ImportFailure.Value(_field.Name, row,
            $"array size {value.GetArrayLength()} doesn't equal to vector dimension {count} of field '{_field.Name}'");
    }

    private string String(JsonElement value, long row) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Illegal(value, row);

    private string Json(string text, long row)
    {
        try
        {
            using var _ = JsonDocument.Parse(text, _json);
            return text;
        }
        catch (JsonException exception)
        {
            throw ImportFailure.Value(
                _field.Name,
                row,
                $"failed to parse value '{text}' for JSON field '{_field.Name}', error: {JsonReason.GetReason(exception)}");
        }
    }

    private double Number(JsonElement value, long row) =>
        value.ValueKind == JsonValueKind.Number ? value.GetDouble() : throw Illegal(value, row);

    private long Integer(JsonElement value, long row, DataType type)
    {
        var kind = type.Describe().Number!;
        return Integer(value, row, Kind(type), kind.Low, kind.High);
    }

    private long Integer(JsonElement value, long row, string type, long minimum, long maximum)
    {
        if (value.ValueKind != JsonValueKind.Number)
        {
            throw Illegal(value, row);
        }

        if (value.TryGetInt64(out var number) && number >= minimum && number <= maximum)
        {
            return number;
        }

        var text = value.GetRawText();
        var why = text.AsSpan().IndexOfAny(".eE") >= 0 ? "invalid syntax" : "value out of range";
        throw ImportFailure.Value(_field.Name, row,
            $"failed to parse value '{text}' for {type} field '{_field.Name}', error: "
                + $"strconv.ParseInt: parsing \"{text}\": {why}");
    }

    private ImportFailure Illegal(JsonElement value, long row) =>
        ImportFailure.Value(_field.Name, row, $"illegal value '{Format(value)}' for {Kind(_field.DataType)} type field '{_field.Name}'");

    /// <summary>The kind of the components of a vector type, as errors of imports name it: "float", "binary", "float16".</summary>
    internal static string NameVectorKind(DataType type) =>
        type.Text().Replace("Vector", "", StringComparison.Ordinal).ToLowerInvariant();

    private static string Format(JsonElement value) => value.ValueKind == JsonValueKind.Null ? "<nil>" : value.ToString();

    private static string Kind(DataType type) => type.Text().ToLower(CultureInfo.InvariantCulture);
}
