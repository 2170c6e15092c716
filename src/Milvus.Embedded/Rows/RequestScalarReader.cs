using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Geometries;
using Milvus.Formats.Json;
using Milvus.Protocol;

namespace Milvus.Embedded.Rows;

/// <summary>Reads scalars, JSON and arrays of a request.</summary>
internal static class RequestScalarReader
{
    /// <summary>The maximum size of a JSON value, and of the dynamic field of a row, in bytes.</summary>
    private const int MaximumJsonBytes = 65536;

    /// <summary>The maximum nesting depth of a JSON value. It is that of the client.</summary>
    internal const int MaxJsonDepth = 500;

    /// <summary>The maximum size of a TEXT value in bytes. The type has no length, so the size of a request is the limit.</summary>
    private const int MaximumTextBytes = 1 << 30;

    public static void Read(FieldSchema field, FieldData data, RowCursor rows, Column column)
    {
        var scalars = data.Scalars ?? new ScalarField();
        var wire = field.DataType.Describe().Wire;
        void Require(ScalarField.DataOneofCase expected)
        {
            if (scalars.DataCase != expected && !(scalars.DataCase == ScalarField.DataOneofCase.None && rows.Present == 0))
            {
                throw MilvusError.Parameter(
                    $"field ({field.Name}) takes {expected}, but has {scalars.DataCase}",
                    expected,
                    scalars.DataCase);
            }
        }

        void Fill<T>(ScalarField.DataOneofCase expected, RepeatedField<T>? values, Action<T, int> append)
        {
            Require(expected);
            rows.ForEach(values?.Count ?? 0, place => append(values![place], place), () => AppendNullOrDefault(field, column));
        }

        // As the values lie in the request, at once where no row is null.
        void Copy<T>(ScalarField.DataOneofCase expected, RepeatedField<T>? values, ValueColumn<T> target, Action<T>? check = null)
        {
            if (values is null || values.Count != rows.Rows || rows.Present != rows.Rows)
            {
                Fill(expected, values, (value, _) =>
                {
                    check?.Invoke(value);
                    target.Append(value);
                });
                return;
            }

            Require(expected);
            var sent = UnsafeCollectionOperations.AsSpan(values);
            for (var place = 0; check is not null && place < sent.Length; place++)
            {
                check(sent[place]);
            }

            target.Append(sent);
        }

        switch (column)
        {
            case ValueColumn<bool> values:
                Copy(ScalarField.DataOneofCase.BoolData, scalars.BoolData?.Data, values);
                break;
            case ValueColumn<int> values:
                Copy(ScalarField.DataOneofCase.IntData, scalars.IntData?.Data, values);
                break;
            case ValueColumn<long> values:
                Copy(ScalarField.DataOneofCase.LongData, scalars.LongData?.Data, values);
                break;
            case ValueColumn<float> values:
                Copy(ScalarField.DataOneofCase.FloatData, scalars.FloatData?.Data, values, value => Finite(value));
                break;
            case ValueColumn<double> values:
                Copy(ScalarField.DataOneofCase.DoubleData, scalars.DoubleData?.Data, values, value => Finite(value));
                break;
            // Columns narrower than the numbers they travel in.
            case INumberColumn values when wire == WireCase.Int:
                Fill(
                    ScalarField.DataOneofCase.IntData,
                    scalars.IntData?.Data,
                    (value, _) => values.AppendInteger(CheckRange(field, field.DataType, value)));
                break;
            case INumberColumn values:
                Fill(
                    ScalarField.DataOneofCase.LongData,
                    scalars.LongData?.Data,
                    (value, _) => values.AppendInteger(CheckRange(field, field.DataType, value)));
                break;
            case ValueColumn<string> values when wire == WireCase.Geometry:
                Fill(
                    ScalarField.DataOneofCase.GeometryWktData,
                    scalars.GeometryWktData?.Data,
                    (value, place) => values.Append(WellKnownText.Check(field, value, place)));
                break;
            case ValueColumn<string> values:
                var maximum = field.DataType == DataType.Text ? MaximumTextBytes : FieldColumns.NumberOf(field, "max_length");
                Fill(
                    ScalarField.DataOneofCase.StringData,
                    scalars.StringData?.Data,
                    (value, place) => values.Append(Short(field, value, place, maximum)));
                break;
            case JsonColumn values:
                Fill(ScalarField.DataOneofCase.JsonData, scalars.JsonData?.Data, (value, _) =>
                {
                    // The SDK for Node.js sends an empty text for a null, with a flag that says it is not null.
                    if (value.IsEmpty && field.Nullable)
                    {
                        AppendNullOrDefault(field, column);
                    }
                    else
                    {
                        values.Append(Json(field, value.ToByteArray()));
                    }
                });
                break;
            case ArrayColumn values:
                Fill(
                    ScalarField.DataOneofCase.ArrayData,
                    scalars.ArrayData?.Data,
                    (value, place) => values.Append(RequestArrayReader.Read(field, value, place)));
                break;
            default:
                throw RequestFieldReader.Mismatch(field, data);
        }
    }

    /// <summary>The dynamic field of rows without dynamic keys.</summary>
    public static JsonColumn EmptyObjects(FieldSchema field, int rows)
    {
        var column = new JsonColumn(field.Name, field.Nullable);
        for (var row = 0; row < rows; row++)
        {
            column.Append("{}"u8.ToArray());
        }

        return column;
    }

    public static void AppendNullOrDefault(FieldSchema field, Column column)
    {
        if (!RequestFieldReader.HasDefault(field))
        {
            column.AppendNull();
            return;
        }

        var value = field.DefaultValue;
        switch (column)
        {
            case ValueColumn<bool> values:
                values.Append(value.BoolData);
                break;
            case INumberColumn { IsInteger: true } values:
                values.AppendInteger(value.DataCase switch
                {
                    ValueField.DataOneofCase.IntData => value.IntData,
                    ValueField.DataOneofCase.TimestamptzData => value.TimestamptzData,
                    _ => value.LongData,
                });
                break;
            case INumberColumn values:
                values.AppendNumber(value.DataCase == ValueField.DataOneofCase.FloatData ? value.FloatData : value.DoubleData);
                break;
            case ValueColumn<string> values:
                values.Append(value.StringData);
                break;
            default:
                throw new InvalidOperationException($"field {field.Name} cannot have a default value");
        }
    }

    /// <summary>The text, if its length in bytes is at most the maximum.</summary>
    private static string Short(FieldSchema field, string value, int row, int maximum) =>
        LengthBeyond(value, maximum) is not { } length
            ? value
            : throw MilvusError.Parameter(
                $"length of varchar field {field.Name} exceeds max length, row number: {row}, length: {length}, max length: {maximum}");

    /// <summary>The length of a text in bytes if it exceeds the maximum; else null.</summary>
    public static int? LengthBeyond(string value, int maximum) =>
        // A UTF-16 unit is at most three bytes of UTF-8, so most texts need no count.
        (long)value.Length * 3 > maximum && Encoding.UTF8.GetByteCount(value) is var length && length > maximum ? length : null;

    /// <summary>The number, if it is in the range of the type.</summary>
    public static long CheckRange(FieldSchema field, DataType type, long value) =>
        type.Describe().Number is { } kind && !kind.Takes(value)
            ? throw new MilvusError(
                MilvusError.ParameterCode,
                $"the value of field ({field.Name}) does not fit its type: invalid parameter[{value} out of range {kind.Low} <= value "
                    + $"<= {kind.High}]")
            : value;

    public static double Finite(double value) => double.IsFinite(value)
        ? value
        : throw MilvusError.Unexpected($"value '{Text(value)}' is not a number or infinity");

    /// <summary>The spelling of Go, in which Milvus prints the value.</summary>
    public static string Text(double value) => double.IsNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";

    private static byte[] Json(FieldSchema field, byte[] text)
    {
        if (text.Length > MaximumJsonBytes)
        {
            throw MilvusError.Parameter($"the length ({text.Length}) of json field ({field.Name}) exceeds max length ({MaximumJsonBytes})",
                "valid length json string", "length exceeds max length");
        }

        // The parser does not read the texts of a value, but a client that reads the row does.
        if (!Utf8.IsValid(text))
        {
            throw MilvusError.Parameter($"the value of field ({field.Name}) is not JSON: it is not UTF-8");
        }

        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = MaxJsonDepth });
        try
        {
            var isObject = reader.Read() && reader.TokenType == JsonTokenType.StartObject;
            if (field.IsDynamic && !isObject)
            {
                throw MilvusError.Parameter("the dynamic field is not a JSON object");
            }

            do
            {
                CheckNumber(field, ref reader);
            }
            while (reader.Read()); // To the end of the text, which must contain only one value.

            return text;
        }
        catch (JsonException exception)
        {
            throw MilvusError.Parameter($"the value of field ({field.Name}) is not JSON: {JsonReason.GetReason(exception)}");
        }
    }

    /// <summary>Refuses a number beyond every finite double: a reader would get an infinity, which JSON does not have.</summary>
    private static void CheckNumber(FieldSchema field, ref Utf8JsonReader reader)
    {
        const int LongNumber = 40;
        if (reader.TokenType != JsonTokenType.Number || (reader.TryGetDouble(out var number) && double.IsFinite(number)))
        {
            return;
        }

        var text = Encoding.ASCII.GetString(reader.ValueSpan);
        throw MilvusError.Parameter($"the value of field ({field.Name}) has a number out of the range of a double: "
            + (text.Length > LongNumber ? $"{text[..LongNumber]}…" : text));
    }
}
