using Milvus.Core.Types;

namespace Milvus.Formats.Csv;

/// <summary>
/// Texts that a spreadsheet would run as a formula get an apostrophe in front, as the OWASP page on CSV injection recommends. A text that
/// begins with apostrophes before such a character gets one more, so that exactly one is removed again.
/// </summary>
internal static class FormulaEscape
{
    private const char Escape = '\'';

    // The last four are the wide forms, which spreadsheets of East Asian languages accept.
    private const string Begins = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    /// <summary>Whether texts of a field can be escaped: other values are numbers, booleans or JSON, which are not formulas.</summary>
    internal static bool Concerns(Field? field) => field is not null && FieldTypes.Of(field.Type).Family == FieldFamily.Text;

    /// <summary>Adds an apostrophe if the text would be a formula, also without its apostrophes.</summary>
    internal static string Add(string text) => IsFormula(text) ? Escape + text : text;

    /// <summary>Removes the apostrophe that <see cref="Add"/> has added.</summary>
    internal static string Remove(string text) => IsEscaped(text) ? text[1..] : text;

    /// <summary>Whether a spreadsheet would run the text.</summary>
    internal static bool IsRaw(string text) => !text.StartsWith(Escape) && IsFormula(text);

    /// <summary>Whether the text has an apostrophe, which is probably that of <see cref="Add"/>.</summary>
    internal static bool IsEscaped(string text) => text.StartsWith(Escape) && IsFormula(text);

    private static bool IsFormula(string text) =>
        text.AsSpan().TrimStart(Escape) is { Length: > 0 } rest && Begins.Contains(rest[0], StringComparison.Ordinal);
}
