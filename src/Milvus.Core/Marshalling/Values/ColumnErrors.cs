using System.Globalization;
using Milvus.Core.Errors;

namespace Milvus.Core.Marshalling.Values;

/// <summary>The errors of values that do not fit their field. Each names the field and the row of the batch.</summary>
internal static class ColumnErrors
{
    private const int LongText = 40;

    internal static MilvusException Make(string errorId, Field field, int row, string what) =>
        new(errorId, $"Field '{field.Name}' ({field.Type}): {what}") { Field = field.Name, Row = row };

    internal static MilvusException CreateWrongType(Field field, int row, object value, string wanted) => new(
        MilvusErrorId.SchemaMismatch,
        $"Field '{field.Name}' ({field.Type}): {(value is string text ? QuoteText(text) : ValueNames.Describe(value))} "
            + $"is not a valid {wanted}.")
    {
        Field = field.Name,
        Row = row,
        // Only the user knows the intended format of a date, and ConvertFrom-Json silently converts texts to dates.
        RecommendedAction = wanted == "text" && value is DateTime or DateTimeOffset
            ? "Convert the date to the text that the field should have, such as $date.ToString('o'). Dates that ConvertFrom-Json "
                + "reads from "
                + "texts remain texts with -DateKind String."
            : HasDecimalComma(value) ? "Numbers have a decimal point, in every language of the system: 3.5, and no separator of thousands."
            : CellAdvice.Find(field, value, wanted),
    };

    private static bool HasDecimalComma(object value) => value is string text
        && text.Contains(',', StringComparison.Ordinal)
        && text.All(sign => char.IsAsciiDigit(sign) || sign is ',' or '.' or ' ' or '+' or '-');

    /// <summary>The error of a text that is not JSON.</summary>
    internal static MilvusException CreateNotJson(string errorId, Field field, int row, string wanted, Exception error) =>
        Make(errorId, field, row, $"the {wanted} is not JSON: {JsonReading.GetReasonInText(error)}");

    /// <summary>The error of a component of a vector that is not a number.</summary>
    internal static MilvusException CreateNotNumber(Field field, int row, object? component) => Make(
        MilvusErrorId.InvalidVector,
        field,
        row,
        $"a component is {(component is string text ? QuoteText(text) : ValueNames.Describe(component))}, not a number.");

    /// <summary>A number with all its digits as given: rounded to a double it could be another one.</summary>
    internal static string ShowNumber(object value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture)!.Trim();
        return text.Length > LongText ? $"{text[..LongText]}…" : text;
    }

    /// <summary>The error of a number that a float would change.</summary>
    internal static MilvusException CreateNotKept(Field field, int row, object value, double held, bool isSingle)
    {
        var bits = isSingle ? 32 : 64;
        return new(
            MilvusErrorId.ValueOutOfRange,
            held == 0
                ? $"Field '{field.Name}' ({field.Type}): {ShowNumber(value)} is too small for a {bits}-bit float: it would become 0."
                : $"Field '{field.Name}' ({field.Type}): {ShowNumber(value)} has more digits than a {bits}-bit float keeps: "
                    + $"it would become {FloatPrecision.Show(held, isSingle)}.")
        {
            Field = field.Name,
            Row = row,
            RecommendedAction = held == 0
                ? "Write 0 if the difference does not matter."
                : "Use a field that keeps the digits: Double, Int64 or VarChar. To round the numbers, convert them to floats first, for "
                    + "example [double] in PowerShell or float64 in pandas.",
        };
    }

    private static string QuoteText(string text)
    {
        var isLong = text.Length > LongText;
        return $"'{TerminalText.ToLine(isLong ? text[..LongText] : text)}{(isLong ? "…" : string.Empty)}'";
    }

    /// <summary>The error of a value that is no number in the range of its field.</summary>
    internal static MilvusException CreateNotInRange(Field field, int row, object value, string what) =>
        CellAdvice.FindMissing(field, value) is { } action
            ? new(MilvusErrorId.ValueOutOfRange, $"Field '{field.Name}' ({field.Type}): {what}")
            {
                Field = field.Name,
                Row = row,
                RecommendedAction = action,
            }
            : CreateOutOfRange(field, row, what);

    internal static MilvusException CreateOutOfRange(Field field, int row, string what) =>
        Make(MilvusErrorId.ValueOutOfRange, field, row, what);

    internal static MilvusException CreateNotFinite(Field field, int row, int position) =>
        Make(MilvusErrorId.InvalidVector, field, row, $"component {position} is not a finite number.");

    internal static MilvusException CreateWrongDimension(Field field, int row, int components) =>
        Make(
            MilvusErrorId.DimensionMismatch,
            field,
            row,
            $"the vector has {components} {Counts.Noun(components, "component")}, and the field's dimension is {field.Dimension}.");
}
