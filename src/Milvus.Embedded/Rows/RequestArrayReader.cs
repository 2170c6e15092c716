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
        return (field.ElementType, value.DataCase) switch
        {
            (DataType.Bool, ScalarField.DataOneofCase.BoolData) => value.BoolData.Data.ToArray(),
            (DataType.Int8, ScalarField.DataOneofCase.IntData) => CheckRange(field, value, sbyte.MinValue, sbyte.MaxValue),
            (DataType.Int16, ScalarField.DataOneofCase.IntData) => CheckRange(field, value, short.MinValue, short.MaxValue),
            (DataType.Int32, ScalarField.DataOneofCase.IntData) => value.IntData.Data.ToArray(),
            (DataType.Int64, ScalarField.DataOneofCase.LongData) => value.LongData.Data.ToArray(),
            (DataType.Float, ScalarField.DataOneofCase.FloatData) => value
                .FloatData.Data.Select(item => (float)RequestScalarReader.Finite(item))
                .ToArray(),
            (DataType.Double, ScalarField.DataOneofCase.DoubleData) => value.DoubleData.Data.Select(RequestScalarReader.Finite).ToArray(),
            (DataType.VarChar, ScalarField.DataOneofCase.StringData) => Texts(field, value, row),
            (DataType.Bool, _) when empty => Array.Empty<bool>(),
            (DataType.Int8 or DataType.Int16 or DataType.Int32, _) when empty => Array.Empty<int>(),
            (DataType.Int64, _) when empty => Array.Empty<long>(),
            (DataType.Float, _) when empty => Array.Empty<float>(),
            (DataType.Double, _) when empty => Array.Empty<double>(),
            (DataType.VarChar, _) when empty => Array.Empty<string>(),
            _ => throw MilvusError.Parameter(
                $"field ({field.Name}) takes arrays of {field.ElementType.Text()}",
                field.ElementType.Text(),
                value.DataCase),
        };
    }

    private static int[] CheckRange(FieldSchema field, ScalarField value, int low, int high) =>
        [.. value.IntData.Data.Select(item => RequestScalarReader.CheckRange(field, item, low, high))];

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
