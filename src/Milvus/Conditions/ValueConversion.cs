using System.Globalization;
using Milvus.Core.Marshalling.Values;
using Milvus.Core.Types;

namespace Milvus.Conditions;

/// <summary>Converts a value to the type of the operand that it is compared with, as PowerShell converts its right operand.</summary>
internal static class ValueConversion
{
    /// <summary>Why there is no conversion.</summary>
    internal sealed record Refusal(string Why, string Advice);

    /// <summary>Converts a single value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="type">The type of the operand.</param>
    /// <param name="symbol">The operator, if the value is on its right.</param>
    /// <param name="isFirst">Whether the value is on the left side, where PowerShell would convert the field instead.</param>
    /// <param name="refusal">Why there is no conversion; else null.</param>
    internal static object? Convert(object? value, OperandType type, string symbol, bool isFirst, out Refusal? refusal)
    {
        refusal = value switch
        {
            null => new("a list with null has no counterpart", "Compare with null separately: -or $_.name -eq $null."),
            object?[] => new("a single value is compared, but this is a list", "Use -cin, or -ccontains for arrays."),
            float or double or Half when !double.IsFinite(System.Convert.ToDouble(value, CultureInfo.InvariantCulture)) =>
                new("NaN and infinity cannot be compared", "Use a finite number."),
            _ => null,
        };
        if (refusal is not null)
        {
            return null;
        }

        // PowerShell compares an enumeration by its number with numbers, and by its name with texts.
        if (value is Enum named && type.Family is (FieldFamily.Integer or FieldFamily.Float))
        {
            value = System.Convert.ChangeType(named, Enum.GetUnderlyingType(named.GetType()), CultureInfo.InvariantCulture);
        }

        switch (type.Family)
        {
            case FieldFamily.Boolean:
                refusal = value is bool ? null : Mismatch(type, "a boolean", "$true or $false");
                return value;
            case FieldFamily.Integer:
                return ConvertWhole(value!, type, symbol, isFirst, out refusal);
            case FieldFamily.Float:
                var isNumber = Numbers.TryDouble(value!, out var number) && !(isFirst && value is string);
                refusal = isNumber ? null : Mismatch(type, "a number", "a number");
                return value is string ? number : value;
            case FieldFamily.Text:
                return ConvertText(value!, type, isFirst, out refusal);
            case FieldFamily.Time:
                var isTime = value is string or DateTime or DateTimeOffset or DateOnly;
                refusal = isTime ? null : Mismatch(type, "a time", "a [datetime] or its text");
                return value;
            default:
                return value;
        }
    }

    private static object? ConvertText(object value, OperandType type, bool isFirst, out Refusal? refusal)
    {
        refusal = null;
        if (PlainText.ToText(value) is { } text)
        {
            return text;
        }

        if (isFirst || !Numbers.IsNumber(value))
        {
            refusal = Mismatch(type, "a text", "a text");
            return null;
        }

        return System.Convert.ToString(value, CultureInfo.InvariantCulture);
    }

    private static object? ConvertWhole(object value, OperandType type, string symbol, bool isFirst, out Refusal? refusal)
    {
        refusal = null;
        var isText = value is string or char;
        if ((isText && isFirst) || !Numbers.TryDouble(value is char letter ? letter.ToString() : value, out var number))
        {
            refusal = Mismatch(type, "a whole number", "a number");
            return null;
        }

        if (Numbers.TryInt64(value is char digit ? digit.ToString() : value, out var whole))
        {
            return whole;
        }

        if (Math.Abs(number) >= long.MaxValue)
        {
            refusal = new("the number is outside of the range of INT64", "Use a number of this range.");
            return null;
        }

        // A whole number is above 2.5 if it is above 2, and at least 2.5 if it is at least 3.
        switch (symbol)
        {
            case ">" or "<=":
                return (long)Math.Floor(number);
            case ">=" or "<":
                return (long)Math.Ceiling(number);
            default:
                refusal = new("no whole number is equal to a fraction", "Compare with a whole number.");
                return null;
        }
    }

    private static Refusal Mismatch(OperandType type, string expected, string advice) => new(
        type.Field is { } field ? $"{field.Name} is {(type.IsElement ? "a list or table" : field.Type)}, but the value is not {expected}"
            : $"the value is not {expected}",
        $"Compare with {advice}.");
}
