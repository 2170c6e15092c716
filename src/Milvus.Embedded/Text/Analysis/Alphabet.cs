using System.Globalization;
using System.Text;

namespace Milvus.Embedded.Text.Analysis;

/// <summary>
/// Classifies characters as Milvus does: char::is_alphanumeric of Rust, which uses the Unicode property Alphabetic. .NET does not have that
/// property.
/// </summary>
internal static partial class Alphabet
{
    /// <summary>Whether a character is alphabetic or numeric.</summary>
    public static bool IsLetterOrDigit(Rune rune)
    {
        if (rune.IsAscii)
        {
            return char.IsAsciiLetterOrDigit((char)rune.Value);
        }

        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => true,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => true,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.OtherSymbol => Contains(
                Marks,
                rune.Value),
            _ => false,
        };
    }

    /// <summary>Whether a character belongs to the script Han.</summary>
    public static bool IsHan(Rune rune) => Contains(Han, rune.Value);

    private static bool Contains(ReadOnlySpan<int> ranges, int value)
    {
        var low = 0;
        var high = ranges.Length / 2 - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (value < ranges[2 * middle])
            {
                high = middle - 1;
            }
            else if (value > ranges[2 * middle + 1])
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }
}
