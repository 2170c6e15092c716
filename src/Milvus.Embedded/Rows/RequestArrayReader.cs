using Google.Protobuf.Collections;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Protocol;

namespace Milvus.Embedded.Rows;

/// <summary>Reads an array value of a request.</summary>
internal static class RequestArrayReader
{
    public static Array Read(FieldSchema field, ScalarField value, int row)
    {
        var maximum = FieldColumns.NumberOf(field, "max_capacity");
        var array = Items(field, value, row);
        if (array.Length > maximum)
        {
            throw MilvusError.Parameter($"the length ({array.Length}) of {row}th array exceeds max capacity ({maximum})",
                "valid length array", "array length exceeds max capacity");
        }

        return array;
    }

    private static Array Items(FieldSchema field, ScalarField value, int row)
    {
        // An empty array may be sent without a type.
        var empty = value.DataCase == ScalarField.DataOneofCase.None;
        return (field.ElementType.Describe().Wire, value.DataCase) switch
        {
            (WireCase.Bool, ScalarField.DataOneofCase.BoolData) => value.BoolData.Data.ToArray(),
            (WireCase.Int, ScalarField.DataOneofCase.IntData) => CheckRange(field, value.IntData.Data, item => item),
            (WireCase.Long, ScalarField.DataOneofCase.LongData) => CheckRange(field, value.LongData.Data, item => item),
            (WireCase.Float, ScalarField.DataOneofCase.FloatData) => value
                .FloatData.Data.Select(item => (float)RequestScalarReader.Finite(item))
                .ToArray(),
            (WireCase.Double, ScalarField.DataOneofCase.DoubleData) => value.DoubleData.Data.Select(RequestScalarReader.Finite).ToArray(),
            (WireCase.String, ScalarField.DataOneofCase.StringData) => Texts(field, value, row),
            _ when empty => ArrayColumn.EmptyOf(field.ElementType),
            _ => throw MilvusError.Parameter(
                $"field ({field.Name}) takes arrays of {field.ElementType.Text()}",
                field.ElementType.Text(),
                value.DataCase),
        };
    }

    private static T[] CheckRange<T>(FieldSchema field, RepeatedField<T> items, Func<T, long> widen)
    {
        foreach (var item in items)
        {
            RequestScalarReader.CheckRange(field, field.ElementType, widen(item));
        }

        return [.. items];
    }

    private static string[] Texts(FieldSchema field, ScalarField value, int row)
    {
        var maximum = FieldColumns.NumberOf(field, "max_length");
        return [.. value.StringData.Data.Select((item, place) => RequestScalarReader.LengthBeyond(item, maximum) is not { } length
            ? item
            : throw MilvusError.Parameter(
                $"length of Array array field \"{field.Name}\" exceeds max length, row number: {row}, array index: {place}, length: "
                    + $"{length}, max length: {maximum}"))];
    }
}
