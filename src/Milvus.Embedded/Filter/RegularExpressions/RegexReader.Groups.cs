namespace Milvus.Embedded.Filter.RegularExpressions;

internal sealed partial class RegexReader
{
    private void ReadOpening()
    {
        if (_at + 1 >= text.Length || text[_at + 1] != '?')
        {
            _outer.Push(_flags);
            Write("(?:", repeatable: false);
            return;
        }

        var name = text.AsSpan(_at).StartsWith("(?P<", StringComparison.Ordinal) ? _at + 4
            : text.AsSpan(_at).StartsWith("(?<", StringComparison.Ordinal) && !IsLookBehind() ? _at + 3
            : -1;
        if (name > 0)
        {
            ReadNamedGroup(name);
        }
        else
        {
            ReadFlags();
        }
    }

    private bool IsLookBehind() => _at + 3 < text.Length && text[_at + 3] is '=' or '!';

    /// <summary>Names of groups are ignored, because no caller reads what a group matched.</summary>
    private void ReadNamedGroup(int start)
    {
        var end = text.IndexOf('>', start);
        var isName = end > start && text[start..end].All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
        if (!isName)
        {
            throw new RegexException("invalid named capture", end < 0 ? text[_at..] : text[_at..(end + 1)]);
        }

        _outer.Push(_flags);
        _at = end;
        Write("(?:", repeatable: false);
    }

    /// <summary>`(?i)` applies to the end of the group; `(?i:` opens a group of its own.</summary>
    private void ReadFlags()
    {
        var start = _at;
        var flags = _flags;
        var on = true;
        var any = false;
        for (_at += 2; _at < text.Length; _at++)
        {
            var c = text[_at];
            switch (c)
            {
                case '-' when on:
                    on = false;
                    any = false;
                    continue;
                case ')' when any || _at > start + 2 && on:
                    _flags = flags;
                    _at++;
                    return;
                case ':' when any || on:
                    _outer.Push(_flags);
                    _flags = flags;
                    Write("(?:", repeatable: false);
                    return;
                default:
                    flags = flags.With(c, on) ?? throw new RegexException("invalid or unsupported Perl syntax", text[start..(_at + 1)]);
                    any = true;
                    continue;
            }
        }

        throw new RegexException("missing closing )", text);
    }
}
