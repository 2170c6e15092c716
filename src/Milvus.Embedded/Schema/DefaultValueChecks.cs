using System.Text;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Geometries;
using Milvus.Protocol;

namespace Milvus.Embedded.Schema;

/// <summary>Validates the default value of a field, with the rules of Milvus.</summary>
internal static class DefaultValueChecks
{
    public static void Check(FieldSchema field)
    {
        var value = field.DefaultValue;
        if (value is null || value.DataCase == ValueField.DataOneofCase.None)
        {
            return;
        }

        if (field.IsPrimaryKey)
        {
            throw MilvusError.Parameter($"primary field not support default_value, type:{field.DataType.Text()}, name:{field.Name}");
        }

        var type = field.DataType.Describe();
        if (!type.HasDefault)
        {
            // A JSON default crashes Milvus 2.3.5; Milvus 3.0 rejects it.
            throw MilvusError.Parameter($"type not support default_value, type:{field.DataType.Text()}, name:{field.Name}");
        }

        var fits = value.DataCase switch
        {
            ValueField.DataOneofCase.BoolData => type.Wire == WireCase.Bool,
            ValueField.DataOneofCase.IntData => type.Wire == WireCase.Int,
            ValueField.DataOneofCase.LongData => type.Wire == WireCase.Long,
            ValueField.DataOneofCase.FloatData => type.Wire == WireCase.Float,
            ValueField.DataOneofCase.DoubleData => type.Wire == WireCase.Double,
            ValueField.DataOneofCase.StringData => type.IsText,
            ValueField.DataOneofCase.TimestamptzData => type.Family == FieldFamily.Time,
            _ => false,
        };
        if (!fits)
        {
            throw MilvusError.Parameter($"type ({field.DataType.Text()}) of field ({field.Name}) is not equal to the "
                + $"type(DataType_{TypeOf(value)}) of default_value");
        }

        CheckRange(field, value);
    }

    private static void CheckRange(FieldSchema field, ValueField value)
    {
        var number = value.DataCase == ValueField.DataOneofCase.IntData ? value.IntData : value.LongData;
        if (field.DataType.Describe() is { Family: FieldFamily.Integer, Number: { } kind } && !kind.Takes(number))
        {
            throw new MilvusError(MilvusError.ParameterCode,
                $"default value out of range: invalid parameter[{number} out of range {kind.Low} <= value <= {kind.High}]");
        }

        if (field.DataType == DataType.Geometry)
        {
            WellKnownText.Check(field, value.StringData, 0);
        }

        if (value.DataCase == ValueField.DataOneofCase.StringData && field.DataType == DataType.VarChar)
        {
            var length = Encoding.UTF8.GetByteCount(value.StringData);
            var maximum = FieldColumns.NumberOf(field, "max_length");
            if (length > maximum)
            {
                throw MilvusError.Parameter($"the length ({length}) of string exceeds max length ({maximum})",
                    "valid length string", "string length exceeds max length");
            }
        }
    }

    private static string TypeOf(ValueField value) => value.DataCase switch
    {
        ValueField.DataOneofCase.BoolData => "Bool",
        ValueField.DataOneofCase.IntData => "Int",
        ValueField.DataOneofCase.LongData => "Int64",
        ValueField.DataOneofCase.FloatData => "Float",
        ValueField.DataOneofCase.DoubleData => "Double",
        ValueField.DataOneofCase.StringData => "VarChar",
        ValueField.DataOneofCase.TimestamptzData => "Timestamptz",
        _ => "None",
    };
}
