using System.Text.RegularExpressions;

namespace Milvus.Embedded.Filter.RegularExpressions;

/// <summary>
/// A regular expression in the syntax of RE2, the library with which Milvus matches. As in Milvus, it matches a part of a text, and `.`
/// also matches line ends. The time is linear in the length of the text.
/// </summary>
internal sealed class RegexPattern
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>
    /// The time limit of the backtracking engine. Boundaries of ASCII words require lookaround, which the linear engine does not support.
    /// </summary>
    private static readonly TimeSpan _mostTime = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The linear engine rejects a longer pattern, but only after a time that grows faster than the pattern: 5 s for 160,000 characters.
    /// </summary>
    private const int MaxLinearLength = 1 << 14;

    /// <summary>The maximum length of a pattern. The time to compile it is linear: 1 s for this length.</summary>
    private const int MaxLength = 1 << 18;

    private const int QuotedLength = 100;

    private readonly Regex _linear;
    private readonly Regex? _looking;

    /// <exception cref="RegexException">The pattern is malformed, or uses what RE2 does not support.</exception>
    public RegexPattern(string pattern)
    {
        Text = pattern;
        if (pattern.Length > MaxLength)
        {
            throw new RegexException($"pattern too large: at most {MaxLength} characters", pattern[..QuotedLength] + "…");
        }

        var translation = RegexTranslation.Of(pattern);
        _linear = pattern.Length > MaxLinearLength
            ? new Regex(translation.Pattern, Options, _mostTime)
            : CreateLinear(translation.Pattern);
        _looking = translation.LookingPattern is { } looking ? new Regex(looking, Options, _mostTime) : null;
    }

    public string Text { get; }

    /// <summary>
    /// The linear engine rejects a pattern with too many parts. Such a pattern is matched by backtracking, with a time limit.
    /// </summary>
    private static Regex CreateLinear(string pattern)
    {
        try
        {
            return new Regex(pattern, Options | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, Options, _mostTime);
        }
    }

    public bool IsMatch(string text) =>
        _looking is not null && !System.Text.Ascii.IsValid(text) ? _looking.IsMatch(text) : _linear.IsMatch(text);
}
