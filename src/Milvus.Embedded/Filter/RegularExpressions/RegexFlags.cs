namespace Milvus.Embedded.Filter.RegularExpressions;

/// <summary>The flags in force at a place of a pattern.</summary>
/// <param name="IgnoresCase">i: letters match in either case.</param>
/// <param name="Lines">m: `^` and `$` match at line ends too.</param>
/// <param name="DotTakesLineEnds">s: `.` matches line ends.</param>
internal readonly record struct RegexFlags(bool IgnoresCase, bool Lines, bool DotTakesLineEnds)
{
    /// <summary>With one flag on or off; null for a letter that is none.</summary>
    public RegexFlags? With(char letter, bool on) => letter switch
    {
        'i' => this with { IgnoresCase = on },
        'm' => this with { Lines = on },
        's' => this with { DotTakesLineEnds = on },

        // How much a repetition takes does not matter here.
        'U' => this,
        _ => null,
    };
}
