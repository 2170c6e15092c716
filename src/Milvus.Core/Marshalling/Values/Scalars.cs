using System.Globalization;
using System.Text;
using Milvus.Core.Types;

namespace Milvus.Core.Marshalling.Values;

/// <summary>Converts single values to the type of their field; a value that does not fit is refused.</summary>
internal static class Scalars
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static bool ToBool(Field field, int row, object value) => value switch
    {
        bool flag => flag,
        string text when bool.TryParse(text, out var flag) => flag,
        _ => throw ColumnErrors.CreateWrongType(field, row, value, "boolean"),
    };

    internal static long ToInt64(Field field, DataType type, int row, object value)
    {
        var kind = FieldTypes.Of(type).Number!;
        var (least, most) = (kind.Low, kind.High);
        if (Numbers.TryInt64(value, out var number))
        {
            return kind.Takes(number)
                ? number
                : throw ColumnErrors.CreateOutOfRange(
                    field,
                    row,
                    string.Create(CultureInfo.InvariantCulture, $"{number} is not between {least} and {most}."));
        }

        if (Numbers.TryDouble(value, out _))
        {
            throw ColumnErrors.CreateNotInRange(
                field,
                row,
                value,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{ColumnErrors.ShowNumber(value)} is not an integer between {least} and {most}."));
        }

        throw ColumnErrors.CreateWrongType(field, row, value, "integer");
    }

    internal static float ToFloat(Field field, int row, object value)
    {
        var number = ToFinite(field, row, value);
        var narrow = (float)number;
        if (!float.IsFinite(narrow))
        {
            throw ColumnErrors.CreateOutOfRange(
                field,
                row,
                string.Create(CultureInfo.InvariantCulture, $"{number} is out of the range of a 32-bit float."));
        }

        return (narrow != 0 || number == 0) && FloatPrecision.Keeps(value, narrow, isSingle: true)
            ? narrow
            : throw ColumnErrors.CreateNotKept(field, row, value, narrow, isSingle: true);
    }

    internal static double ToDouble(Field field, int row, object value)
    {
        var number = ToFinite(field, row, value);
        return FloatPrecision.Keeps(value, number, isSingle: false)
            ? number
            : throw ColumnErrors.CreateNotKept(field, row, value, number, isSingle: false);
    }

    /// <summary>Text, whose length is counted as by the server: in UTF-8 bytes.</summary>
    internal static string ToText(Field field, int row, object value)
    {
        var text = value switch
        {
            // Only the user knows the intended format of a date, unless the field is a TIMESTAMPTZ.
            DateTime or DateTimeOffset when field.Type != DataType.Timestamptz => throw ColumnErrors.CreateWrongType(
                field,
                row,
                value,
                "text"),
            _ => PlainText.ToText(value) ?? throw ColumnErrors.CreateWrongType(field, row, value, "text"),
        };
        int bytes;
        try
        {
            bytes = _strict.GetByteCount(text);
        }
        catch (EncoderFallbackException e)
        {
            throw ColumnErrors.CreateOutOfRange(field, row, $"the text has an unpaired surrogate at {e.Index}, which UTF-8 cannot encode.");
        }

        return field.MaxLength is not { } most || bytes <= most
            ? text
            : throw ColumnErrors.CreateOutOfRange(
                field,
                row,
                $"the text has {bytes} bytes in UTF-8, but the maximum of the field is {most}.");
    }

    private static double ToFinite(Field field, int row, object value)
    {
        if (!Numbers.TryDouble(value, out var number))
        {
            throw ColumnErrors.CreateWrongType(field, row, value, "number");
        }

        return double.IsFinite(number)
            ? number
            : throw ColumnErrors.CreateNotInRange(field, row, value, "the number is not finite.");
    }
}
