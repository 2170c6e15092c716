using System.Globalization;
using System.Management.Automation;
using System.Text;
using Milvus.Values;

namespace Milvus.Pictures;

/// <summary>What the terminal of a session can show.</summary>
/// <param name="Width">The columns of a line.</param>
/// <param name="IsAscii">Whether only ASCII characters are drawn.</param>
/// <param name="Colors">The escape sequences of colours; empty if there are none.</param>
/// <param name="Reset">The escape sequence that ends a colour.</param>
/// <param name="CountCells">The columns that a text takes.</param>
internal sealed record PictureStyle(int Width, bool IsAscii, IReadOnlyList<string> Colors, string Reset, Func<string, int> CountCells)
{
    internal const int MinWidth = 40;
    internal const int MaxWidth = 500;
    private const int DefaultWidth = 80;
    private const string Drawn = "█⣿–…";

    private static readonly string[] _colorNames =
        ["BrightCyan", "BrightYellow", "BrightMagenta", "BrightGreen", "BrightRed", "BrightBlue", "Cyan", "Yellow"];

    /// <summary>Reads the style of a session.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="width">The specified width; null for that of the host.</param>
    /// <param name="ascii">Whether ASCII was asked for; null to decide by the encoding of the output.</param>
    internal static PictureStyle Read(PSCmdlet cmdlet, int? width, bool? ascii)
    {
        var screen = cmdlet.Host.UI?.RawUI;
        var style = FindStyle(cmdlet);
        return new PictureStyle(
            width ?? Math.Clamp(ScreenWidth.Find(screen, DefaultWidth), MinWidth, MaxWidth),
            ascii ?? !CanShow(Console.OutputEncoding),
            style is null ? [] : [.. _colorNames.Select(name => FindText(style, "Foreground", name)).Where(text => text.Length > 0)],
            style is null ? string.Empty : FindText(style, "Reset"),
            text => screen is null ? text.Length : screen.LengthInBufferCells(text));
    }

    /// <summary>Whether an encoding has the characters of pictures.</summary>
    internal static bool CanShow(Encoding encoding) => encoding.GetString(encoding.GetBytes(Drawn)) == Drawn;

    /// <summary>A text in a colour, if there are colours.</summary>
    internal string Paint(string text, int color) =>
        Colors.Count == 0 || text.Length == 0 ? text : $"{Colors[color % Colors.Count]}{text}{Reset}";

    /// <summary>A text that takes exactly so many columns; a longer one ends with an ellipsis.</summary>
    internal string Fit(string given, int cells)
    {
        var text = IsAscii ? string.Concat(given.Select(character => char.IsAscii(character) ? character : '?')) : given;
        var missing = cells - CountCells(text);
        if (missing >= 0)
        {
            return text + new string(' ', missing);
        }

        var ellipsis = IsAscii ? "~" : "…";
        var kept = new StringBuilder();
        var taken = CountCells(ellipsis);
        var parts = StringInfo.GetTextElementEnumerator(text);
        while (parts.MoveNext() && taken + CountCells(parts.GetTextElement()) <= cells)
        {
            kept.Append(parts.GetTextElement());
            taken += CountCells(parts.GetTextElement());
        }

        return kept.Append(ellipsis).Append(' ', cells - taken).ToString();
    }

    // The variable with the colours; null if they are off, or if the host cannot show them.
    private static PSObject? FindStyle(PSCmdlet cmdlet)
    {
        var isOff = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } || cmdlet.Host.UI?.SupportsVirtualTerminal != true;
        return isOff || cmdlet.GetVariableValue("PSStyle") is not { } value
            ? null
            : PSObject.AsPSObject(value) is var style && FindText(style, "OutputRendering") == "PlainText" ? null : style;
    }

    private static string FindText(PSObject style, params string[] names)
    {
        object? value = style;
        foreach (var name in names)
        {
            value = value is null ? null : PSObject.AsPSObject(value).Properties[name]?.Value;
        }

        return value?.ToString() ?? string.Empty;
    }
}
