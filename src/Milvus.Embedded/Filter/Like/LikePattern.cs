namespace Milvus.Embedded.Filter.Like;

/// <summary>
/// A LIKE pattern: `%` matches any text, `_` one character, and a backslash makes the next character literal. Matching takes time linear in
/// the length of the text.
/// </summary>
internal sealed class LikePattern
{
    // Text outside the basic plane is matched by code points. Other text is matched by UTF-16 units, which gives the same result faster.
    private readonly LikeMatcher<char>? _units;
    private readonly LikeMatcher<int> _codePoints;

    public LikePattern(string pattern)
    {
        Text = pattern;
        var pieces = LikePieces.Parse(pattern);
        _codePoints = new LikeMatcher<int>(pieces, rune => rune.Value);
        _units = pieces.IsBasicPlane ? new LikeMatcher<char>(pieces, rune => (char)rune.Value) : null;
        Literal = pieces.Literal;
        Prefix = pieces.Prefix;
    }

    public string Text { get; }

    /// <summary>The only text that matches, if the pattern has no wildcard; else null.</summary>
    public string? Literal { get; }

    /// <summary>The prefix of every text that matches; it may be empty.</summary>
    public string Prefix { get; }

    /// <summary>Whether the pattern ends with a backslash that escapes nothing.</summary>
    public static bool HasDanglingEscape(string pattern) => (pattern.Length - pattern.TrimEnd('\\').Length) % 2 == 1;

    public bool IsMatch(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
        {
            return _units is not null && _units.IsMatch(text);
        }

        var codePoints = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            codePoints.Add(rune.Value);
        }

        return _codePoints.IsMatch([.. codePoints]);
    }
}
