using System.Globalization;
using System.Text;

namespace Milvus.Embedded.Filter.RegularExpressions;

/// <summary>Reads a pattern of RE2 and writes it as a pattern of .NET.</summary>
/// <param name="text">The pattern.</param>
/// <param name="boundary">The .NET pattern of a word boundary.</param>
/// <param name="noBoundary">The .NET pattern of a position that is not a word boundary.</param>
internal sealed partial class RegexReader(string text, string boundary, string noBoundary)
{
    private const int MaxRepeats = 1000;

    private readonly StringBuilder _pattern = new();
    private readonly Stack<RegexFlags> _outer = [];
    private RegexFlags _flags = new(IgnoresCase: false, Lines: false, DotTakesLineEnds: true);
    private int _at;

    /// <summary>Whether a repetition may follow.</summary>
    private bool _repeatable;

    public bool HasBoundary { get; private set; }

    public string Read()
    {
        while (_at < text.Length)
        {
            Step();
        }

        return _outer.Count == 0 ? _pattern.ToString() : throw new RegexException("missing closing )", text);
    }

    private void Step()
    {
        var c = text[_at];
        switch (c)
        {
            case '(':
                ReadOpening();
                return;
            case ')':
                if (!_outer.TryPop(out _flags))
                {
                    throw new RegexException("unexpected )", text);
                }

                Write(")", repeatable: true);
                return;
            case '|':
                Write("|", repeatable: false);
                return;
            case '^':
                Write(_flags.Lines ? "(?m:^)" : @"\A", repeatable: true);
                return;
            case '$':
                Write(_flags.Lines ? "(?m:$)" : @"\z", repeatable: true);
                return;
            case '.':
                _at++;
                Take(_flags.DotTakesLineEnds ? CodePoints.All : new CodePoints().Add('\n', '\n').Invert());
                return;
            case '[':
                Take(ReadClass());
                return;
            case '*' or '+' or '?':
                Repeat(_at + 1);
                return;
            case '{' when FindRepeatEnd() is > 0 and var end:
                Repeat(end);
                return;
            case '\\':
                ReadEscape();
                return;
            default:
                Take(CreateOne(ReadRune().Value));
                return;
        }
    }

    private void Write(string part, bool repeatable)
    {
        _at++;
        _pattern.Append(part);
        _repeatable = repeatable;
    }

    private void Take(CodePoints characters)
    {
        characters.WriteTo(_pattern);
        _repeatable = true;
    }

    /// <summary>One character, or both cases of it if case is ignored.</summary>
    private CodePoints CreateOne(int code)
    {
        var one = new CodePoints().Add(code, code);
        return _flags.IgnoresCase ? one.AddOtherCases() : one;
    }

    /// <summary>Reads the character at the current position and moves behind it.</summary>
    private Rune ReadRune()
    {
        System.Text.Rune.DecodeFromUtf16(text.AsSpan(_at), out var rune, out var length);
        _at += length;
        return rune;
    }

    private void Repeat(int end)
    {
        var sign = text[_at..end];
        if (!_repeatable)
        {
            var follows = _at > 0 && text[_at - 1] is '*' or '+' or '?' or '}';
            throw follows
                ? new RegexException("invalid nested repetition operator", text[(_at - 1)..end])
                : new RegexException("missing argument to repetition operator", sign);
        }

        _at = end;
        _pattern.Append(sign);
        _repeatable = false;

        // Greediness does not change whether there is a match.
        if (_at < text.Length && text[_at] == '?')
        {
            _at++;
        }
    }

    /// <summary>The position where `{2}`, `{2,}` or `{2,3}` ends; -1 if the brace is literal.</summary>
    private int FindRepeatEnd()
    {
        var close = text.IndexOf('}', _at);
        var bounds = close < 0 ? [] : text[(_at + 1)..close].Split(',');
        var isRepeat = bounds.Length is 1 or 2
            && bounds[0].Length > 0 && bounds.All(bound => bound.All(char.IsAsciiDigit));
        if (!isRepeat)
        {
            return -1;
        }

        var least = ReadBound(bounds[0]);
        var most = bounds is [_, { Length: > 0 } last] ? ReadBound(last) : least;
        return least <= MaxRepeats && most <= MaxRepeats && least <= most
            ? close + 1
            : throw new RegexException("invalid repeat count", text[_at..(close + 1)]);
    }

    private static int ReadBound(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var bound) ? bound : int.MaxValue;
}
