namespace Milvus.Embedded.Filter.RegularExpressions;

/// <summary>The flags that apply at a position of a pattern.</summary>
/// <param name="IgnoresCase">i: letters match both cases.</param>
/// <param name="Lines">m: `^` and `$` also match at line ends.</param>
/// <param name="DotTakesLineEnds">s: `.` also matches line ends.</param>
internal readonly record struct RegexFlags(bool IgnoresCase, bool Lines, bool DotTakesLineEnds)
{
    /// <summary>The flags with one flag set or cleared; null for an unknown letter.</summary>
    public RegexFlags? With(char letter, bool on) => letter switch
    {
        'i' => this with { IgnoresCase = on },
        'm' => this with { Lines = on },
        's' => this with { DotTakesLineEnds = on },

        // Greediness does not change whether there is a match.
        'U' => this,
        _ => null,
    };
}
