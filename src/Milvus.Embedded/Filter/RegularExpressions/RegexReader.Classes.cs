namespace Milvus.Embedded.Filter.RegularExpressions;

internal sealed partial class RegexReader
{
    /// <summary>`[a-z\d[:alpha:]]`.</summary>
    private CodePoints ReadClass()
    {
        var start = _at++;
        var negated = TakeIf('^');
        var found = new CodePoints();
        for (var first = true; ; first = false)
        {
            if (_at >= text.Length)
            {
                throw new RegexException("missing closing ]", text[start..]);
            }

            if (text[_at] == ']' && !first)
            {
                _at++;
                break;
            }

            found.Add(ReadClassPart(start));
        }

        found = _flags.IgnoresCase ? found.AddOtherCases() : found;
        return negated ? found.Invert() : found;
    }

    private CodePoints ReadClassPart(int start)
    {
        if (
            text.AsSpan(_at).StartsWith("[:", StringComparison.Ordinal)
            && text.IndexOf(":]", _at + 2, StringComparison.Ordinal) is > 0 and var end)
        {
            var name = text[(_at + 2)..end];
            var negated = name.StartsWith('^');
            var named = CharacterClasses.FindAscii(negated ? name[1..] : name)
                ?? throw new RegexException("invalid character class range", text[_at..(end + 2)]);
            _at = end + 2;
            return negated ? named.Invert() : named;
        }

        if (text[_at] == '\\' && ReadNamedClass() is { } escaped)
        {
            return escaped;
        }

        var at = _at;
        var low = ReadClassCharacter(start);
        if (_at + 1 >= text.Length || text[_at] != '-' || text[_at + 1] == ']')
        {
            return new CodePoints().Add(low, low);
        }

        _at++;
        var high = ReadClassCharacter(start);
        return high >= low
            ? new CodePoints().Add(low, high)
            : throw new RegexException("invalid character class range", text[at.._at]);
    }

    private int ReadClassCharacter(int start)
    {
        if (_at >= text.Length)
        {
            throw new RegexException("missing closing ]", text[start..]);
        }

        return text[_at] == '\\' ? ReadEscapedCharacter() : ReadRune().Value;
    }

    private bool TakeIf(char c)
    {
        var isNext = _at < text.Length && text[_at] == c;
        _at += isNext ? 1 : 0;
        return isNext;
    }
}
