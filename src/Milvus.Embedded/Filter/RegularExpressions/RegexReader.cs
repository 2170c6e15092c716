using System.Globalization;
using System.Text;

namespace Milvus.Embedded.Filter.RegularExpressions;

/// <summary>Reads a pattern of RE2 and writes the one of .NET.</summary>
/// <param name="text">The pattern.</param>
/// <param name="boundary">What stands for a boundary of words.</param>
/// <param name="noBoundary">What stands for a place that is none.</param>
internal sealed partial class RegexReader(string text, string boundary, string noBoundary)
{
    const int MostRepeats = 1000;

    readonly StringBuilder _pattern = new();
    readonly Stack<RegexFlags> _outer = [];
    RegexFlags _flags = new(IgnoresCase: false, Lines: false, DotTakesLineEnds: true);
    int _at;

    /// <summary>Whether there is something before that can be repeated.</summary>
    bool _repeatable;

    public bool HasBoundary { get; private set; }

    public string Read()
    {
        while (_at < text.Length)
        {
            Step();
        }

        return _outer.Count == 0 ? _pattern.ToString() : throw new RegexException("missing closing )", text);
    }

    void Step()
    {
        char c = text[_at];
        switch (c)
        {
            case '(':
                Open();
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
                Take(_flags.DotTakesLineEnds ? CodePoints.All : new CodePoints().Add('\n', '\n').Inverted());
                return;
            case '[':
                Take(Class());
                return;
            case '*' or '+' or '?':
                Repeat(_at + 1);
                return;
            case '{' when RepeatEnd() is > 0 and var end:
                Repeat(end);
                return;
            case '\\':
                Escape();
                return;
            default:
                Take(One(Rune().Value));
                return;
        }
    }

    void Write(string part, bool repeatable)
    {
        _at++;
        _pattern.Append(part);
        _repeatable = repeatable;
    }

    void Take(CodePoints characters)
    {
        characters.WriteTo(_pattern);
        _repeatable = true;
    }

    /// <summary>One character, in both cases where case is ignored.</summary>
    CodePoints One(int code)
    {
        var one = new CodePoints().Add(code, code);
        return _flags.IgnoresCase ? one.InBothCases() : one;
    }

    /// <summary>The character at the place, which goes on behind it.</summary>
    Rune Rune()
    {
        System.Text.Rune.DecodeFromUtf16(text.AsSpan(_at), out Rune rune, out int length);
        _at += length;
        return rune;
    }

    void Repeat(int end)
    {
        string sign = text[_at..end];
        if (!_repeatable)
        {
            bool follows = _at > 0 && text[_at - 1] is '*' or '+' or '?' or '}';
            throw follows
                ? new RegexException("invalid nested repetition operator", text[(_at - 1)..end])
                : new RegexException("missing argument to repetition operator", sign);
        }

        _at = end;
        _pattern.Append(sign);
        _repeatable = false;

        // Whether as much or as little as possible is taken does not change that there is a match.
        if (_at < text.Length && text[_at] == '?')
        {
            _at++;
        }
    }

    /// <summary>Where `{2}`, `{2,}` or `{2,3}` ends; -1 where a brace is only a brace.</summary>
    int RepeatEnd()
    {
        int close = text.IndexOf('}', _at);
        string[] bounds = close < 0 ? [] : text[(_at + 1)..close].Split(',');
        bool isRepeat = bounds.Length is 1 or 2
            && bounds[0].Length > 0 && bounds.All(bound => bound.All(char.IsAsciiDigit));
        if (!isRepeat)
        {
            return -1;
        }

        int least = Bound(bounds[0]);
        int most = bounds is [_, { Length: > 0 } last] ? Bound(last) : least;
        return least <= MostRepeats && most <= MostRepeats && least <= most
            ? close + 1
            : throw new RegexException("invalid repeat count", text[_at..(close + 1)]);
    }

    static int Bound(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int bound) ? bound : int.MaxValue;
}
