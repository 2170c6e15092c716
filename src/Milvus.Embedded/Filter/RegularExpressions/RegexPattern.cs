using System.Text.RegularExpressions;

namespace Milvus.Embedded.Filter.RegularExpressions;

/// <summary>
/// A regular expression in the syntax of RE2, which Milvus matches with. Like there it finds a part of a text, `.` takes line ends too, and
/// the time is linear in the text.
/// </summary>
internal sealed class RegexPattern
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>Where only ASCII makes words, a boundary needs to look around, which the linear engine cannot.</summary>
    private static readonly TimeSpan _mostTime = TimeSpan.FromSeconds(5);

    private readonly Regex _linear;
    private readonly Regex? _looking;

    /// <exception cref="RegexException">The pattern is malformed, or asks for what RE2 has not.</exception>
    public RegexPattern(string pattern)
    {
        Text = pattern;
        var translation = RegexTranslation.Of(pattern);
        _linear = Linear(translation.Pattern);
        _looking = translation.LookingPattern is { } looking ? new Regex(looking, Options, _mostTime) : null;
    }

    public string Text { get; }

    /// <summary>
    /// A pattern of very many parts is too large for the engine without backtracking; one of its length takes no other long either.
    /// </summary>
    private static Regex Linear(string pattern)
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
