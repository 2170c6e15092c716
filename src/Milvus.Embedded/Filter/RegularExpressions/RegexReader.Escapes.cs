using System.Globalization;

namespace Milvus.Embedded.Filter.RegularExpressions;

internal sealed partial class RegexReader
{
    private void ReadEscape()
    {
        switch (_at + 1 < text.Length ? text[_at + 1] : '\0')
        {
            case 'A':
                _at++;
                Write(@"\A", repeatable: true);
                return;
            case 'z':
                _at++;
                Write(@"\z", repeatable: true);
                return;
            case 'b' or 'B':
                HasBoundary = true;
                _at++;
                Write(text[_at] == 'b' ? boundary : noBoundary, repeatable: true);
                return;
            case 'Q':
                ReadQuoted();
                return;
            default:
                if (ReadNamedClass() is { } named)
                {
                    Take(_flags.IgnoresCase ? named.AddOtherCases() : named);
                }
                else
                {
                    Take(CreateOne(ReadEscapedCharacter()));
                }

                return;
        }
    }

    /// <summary>`\Q…\E`: the text between is literal.</summary>
    private void ReadQuoted()
    {
        _at += 2;
        var end = text.IndexOf(@"\E", _at, StringComparison.Ordinal);
        var last = end < 0 ? text.Length : end;
        while (_at < last)
        {
            Take(CreateOne(ReadRune().Value));
        }

        _at = end < 0 ? last : end + 2;
    }

    /// <summary>`\d`, `\pL`, `\p{Han}`; null if the backslash does not begin a class.</summary>
    private CodePoints? ReadNamedClass()
    {
        var letter = _at + 1 < text.Length ? text[_at + 1] : '\0';
        if (CharacterClasses.FindPerl(letter) is { } perl)
        {
            _at += 2;
            return perl;
        }

        if (letter is not ('p' or 'P') || _at + 2 >= text.Length)
        {
            return null;
        }

        var end = text[_at + 2] == '{' ? text.IndexOf('}', _at) : _at + 2;
        var part = end < 0 ? text[_at..] : text[_at..(end + 1)];
        var name = part[2..].Trim('{', '}');
        var negated = letter == 'P' ^ name.StartsWith('^');
        var found = (end < 0 ? null : CharacterClasses.Property(name.TrimStart('^')))
            ?? throw new RegexException("invalid character class range", part);
        _at = end + 1;
        return negated ? found.Invert() : found;
    }

    /// <summary>A backslash sequence that stands for one character.</summary>
    private int ReadEscapedCharacter()
    {
        var start = _at++;
        if (_at >= text.Length)
        {
            throw new RegexException("trailing backslash at end of expression", string.Empty);
        }

        var c = text[_at];
        switch (c)
        {
            case 'x':
                return ReadHexadecimal(start);
            case '0' or (>= '1' and <= '7') when c == '0' || _at + 1 < text.Length && text[_at + 1] is >= '0' and <= '7':
                return ReadOctal();
            case 'a':
                return Simple('\a');
            case 'f':
                return Simple('\f');
            case 'n':
                return Simple('\n');
            case 'r':
                return Simple('\r');
            case 't':
                return Simple('\t');
            case 'v':
                return Simple('\v');
            case var sign when char.IsAscii(sign) && !char.IsAsciiLetterOrDigit(sign):
                return Simple(sign);
            default:
                throw new RegexException("invalid escape sequence", text[start..(_at + 1)]);
        }
    }

    private int Simple(char c)
    {
        _at++;
        return c;
    }

    private int ReadOctal()
    {
        var code = 0;
        for (var digits = 0; digits < 3 && _at < text.Length && text[_at] is >= '0' and <= '7'; digits++)
        {
            code = (code * 8) + text[_at++] - '0';
        }

        return code;
    }

    /// <summary>`\x7F` or `\x{10FFFF}`.</summary>
    private int ReadHexadecimal(int start)
    {
        var braced = _at + 1 < text.Length && text[_at + 1] == '{';
        var first = _at + (braced ? 2 : 1);
        var end = braced ? text.IndexOf('}', first) : Math.Min(first + 2, text.Length);
        if (end > first && (braced || end == first + 2)
            && int.TryParse(text[first..end], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            && System.Text.Rune.IsValid(code))
        {
            _at = braced ? end + 1 : end;
            return code;
        }

        throw new RegexException("invalid escape sequence", text[start..Math.Min(_at + 1, text.Length)]);
    }
}
