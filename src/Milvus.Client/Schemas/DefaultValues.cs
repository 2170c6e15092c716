using System.Globalization;
using Milvus.Core.Types;

namespace Milvus.Client.Schemas;

/// <summary>Converts default values of fields from and to messages.</summary>
internal static class DefaultValues
{
    // A thousand years before or after 1970.
    private const long MaxMicroseconds = 31_556_952_000_000_000;

    // By the field's type, not the value's: a server refuses a default of another type.
    internal static Protocol.ValueField Write(Field field, object value)
    {
        try
        {
            return FieldTypes.Of(field.Type).Wire switch
            {
                WireCase.Bool => new Protocol.ValueField { BoolData = Convert.ToBoolean(value, CultureInfo.InvariantCulture) },
                WireCase.Int => new Protocol.ValueField { IntData = Convert.ToInt32(value, CultureInfo.InvariantCulture) },
                WireCase.Long => new Protocol.ValueField { LongData = Convert.ToInt64(value, CultureInfo.InvariantCulture) },
                WireCase.Float => new Protocol.ValueField { FloatData = Convert.ToSingle(value, CultureInfo.InvariantCulture) },
                WireCase.Double => new Protocol.ValueField { DoubleData = Convert.ToDouble(value, CultureInfo.InvariantCulture) },
                WireCase.String or WireCase.Geometry =>
                    new Protocol.ValueField { StringData = Convert.ToString(value, CultureInfo.InvariantCulture) },
                _ => throw new InvalidCastException("the type does not support defaults"),
            };
        }
        catch (Exception e) when (e is FormatException or InvalidCastException or OverflowException)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"The default value of field '{field.Name}' ({field.Type}) does not fit: {e.Message}",
                e)
            {
                Field = field.Name,
            };
        }
    }

    /// <summary>The value of a field that has a default; null for one that has none.</summary>
    internal static object? Read(Protocol.ValueField? value) =>
        value?.DataCase switch
        {
            Protocol.ValueField.DataOneofCase.BoolData => value.BoolData,
            Protocol.ValueField.DataOneofCase.IntData => value.IntData,
            Protocol.ValueField.DataOneofCase.LongData => value.LongData,
            Protocol.ValueField.DataOneofCase.FloatData => value.FloatData,
            Protocol.ValueField.DataOneofCase.DoubleData => value.DoubleData,
            Protocol.ValueField.DataOneofCase.StringData => value.StringData,
            Protocol.ValueField.DataOneofCase.BytesData => value.BytesData.ToByteArray(),
            // As text, like the values; a number that is not a valid time stays a number.
            Protocol.ValueField.DataOneofCase.TimestamptzData => value.TimestamptzData is > -MaxMicroseconds and < MaxMicroseconds
                ? DateTime
                    .UnixEpoch.AddMicroseconds(value.TimestamptzData)
                    .ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFK", CultureInfo.InvariantCulture)
                : value.TimestamptzData,
            Protocol.ValueField.DataOneofCase.DateData => value.DateData,
            Protocol.ValueField.DataOneofCase.TimeData => value.TimeData,
            _ => null,
        };
}
