using System.Globalization;
using System.Text;

namespace Milvus.Embedded.Filter.RegularExpressions;

/// <summary>A set of characters as ranges of code points. The classes of .NET consist of UTF-16 units.</summary>
internal sealed class CodePoints
{
    private const int Last = 0x10FFFF;
    private const int FirstAstral = 0x10000;

    private readonly List<(int First, int Last)> _ranges = [];

    /// <summary>Every character.</summary>
    public static CodePoints All => new CodePoints().Add(0, Last);

    public CodePoints Add(int first, int last)
    {
        _ranges.Add((first, last));
        return this;
    }

    public CodePoints Add(CodePoints other)
    {
        _ranges.AddRange(other._ranges);
        return this;
    }

    public CodePoints Invert()
    {
        var rest = new CodePoints();
        var next = 0;
        foreach ((var first, var last) in MergeRanges())
        {
            if (first > next)
            {
                rest.Add(next, first - 1);
            }

            next = last + 1;
        }

        return next <= Last ? rest.Add(next, Last) : rest;
    }

    /// <summary>The set, with the other case of each letter added.</summary>
    public CodePoints AddOtherCases()
    {
        var both = new CodePoints().Add(this);
        foreach ((var first, var last) in MergeRanges())
        {
            for (var code = first; code <= last && code <= Last; code++)
            {
                if (Rune.TryCreate(code, out var rune) && Rune.IsLetter(rune))
                {
                    both.AddOne(Rune.ToUpperInvariant(rune)).AddOne(Rune.ToLowerInvariant(rune));
                }
            }
        }

        return both;
    }

    /// <summary>The characters of a general category.</summary>
    public static CodePoints OfCategory(Func<UnicodeCategory, bool> belongs)
    {
        var found = new CodePoints();
        var start = -1;
        for (var code = 0; code <= Last + 1; code++)
        {
            var inside = code <= Last && Rune.TryCreate(code, out var rune) && belongs(Rune.GetUnicodeCategory(rune));
            if (inside && start < 0)
            {
                start = code;
            }
            else if (!inside && start >= 0)
            {
                found.Add(start, code - 1);
                start = -1;
            }
        }

        return found;
    }

    /// <summary>Writes a .NET pattern that matches one of the characters.</summary>
    public void WriteTo(StringBuilder pattern)
    {
        var ranges = MergeRanges();
        List<string> astral = [];
        var basic = new StringBuilder();
        foreach ((var first, var last) in ranges)
        {
            // Surrogates are not characters.
            WriteRange(basic, first, Math.Min(last, 0xD7FF));
            WriteRange(basic, Math.Max(first, 0xE000), Math.Min(last, FirstAstral - 1));
            WritePairs(astral, Math.Max(first, FirstAstral), last);
        }

        string[] choices = basic.Length > 0 ? [$"[{basic}]", .. astral] : [.. astral];
        _ = choices switch
        {
            // An empty class matches nothing.
            [] => pattern.Append(@"[^\s\S]"),
            [var only] => pattern.Append(only),
            _ => pattern.Append("(?:").AppendJoin('|', choices).Append(')'),
        };
    }

    private CodePoints AddOne(Rune rune) => Add(rune.Value, rune.Value);

    private List<(int First, int Last)> MergeRanges()
    {
        var merged = new List<(int First, int Last)>();
        foreach ((var first, var last) in _ranges.Order())
        {
            if (merged.Count > 0 && first <= merged[^1].Last + 1)
            {
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, last));
            }
            else
            {
                merged.Add((first, last));
            }
        }

        return merged;
    }

    private static void WriteRange(StringBuilder basic, int first, int last)
    {
        if (first <= last)
        {
            basic.Append(CultureInfo.InvariantCulture, $@"\u{first:X4}");
            if (last > first)
            {
                basic.Append(CultureInfo.InvariantCulture, $@"-\u{last:X4}");
            }
        }
    }

    /// <summary>
    /// Writes the ranges beyond the basic plane, where a character has two UTF-16 units. Ranges with a common high surrogate become one
    /// alternative.
    /// </summary>
    private static void WritePairs(List<string> choices, int first, int last)
    {
        while (first <= last)
        {
            (var high, var low) = ((first - FirstAstral) >> 10, (first - FirstAstral) & 0x3FF);
            var endOfBlock = FirstAstral + (high << 10) + 0x3FF;
            var blocks = low == 0 ? (last + 1 - first) >> 10 : 0;
            var end = blocks > 0 ? first + (blocks << 10) - 1 : Math.Min(last, endOfBlock);
            var lastHigh = (end - FirstAstral) >> 10;
            choices.Add(string.Create(
                CultureInfo.InvariantCulture,
                $@"[\u{0xD800 + high:X4}-\u{0xD800 + lastHigh:X4}][\u{0xDC00 + low:X4}-\u{0xDC00 + ((end - FirstAstral) & 0x3FF):X4}]"));
            first = end + 1;
        }
    }
}
