namespace Milvus.Embedded.Filter.RegularExpressions;

internal sealed partial class RegexReader
{
    void Open()
    {
        if (_at + 1 >= text.Length || text[_at + 1] != '?')
        {
            _outer.Push(_flags);
            Write("(?:", repeatable: false);
            return;
        }

        int name = text.AsSpan(_at).StartsWith("(?P<", StringComparison.Ordinal) ? _at + 4
            : text.AsSpan(_at).StartsWith("(?<", StringComparison.Ordinal) && !IsLookBehind() ? _at + 3
            : -1;
        if (name > 0)
        {
            Named(name);
        }
        else
        {
            Flags();
        }
    }

    bool IsLookBehind() => _at + 3 < text.Length && text[_at + 3] is '=' or '!';

    /// <summary>A name changes nothing: nobody asks what a group matched.</summary>
    void Named(int start)
    {
        int end = text.IndexOf('>', start);
        bool isName = end > start && text[start..end].All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
        if (!isName)
        {
            throw new RegexException("invalid named capture", end < 0 ? text[_at..] : text[_at..(end + 1)]);
        }

        _outer.Push(_flags);
        _at = end;
        Write("(?:", repeatable: false);
    }

    /// <summary>`(?i)` from here to the end of the group, or `(?i:` for a group of its own.</summary>
    void Flags()
    {
        int start = _at;
        RegexFlags flags = _flags;
        bool on = true;
        bool any = false;
        for (_at += 2; _at < text.Length; _at++)
        {
            char c = text[_at];
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
