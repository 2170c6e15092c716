namespace Milvus.Embedded.Filter.RegularExpressions;

/// <summary>A pattern of RE2 translated to .NET. Flags and classes are written out, so that no option of .NET is needed.</summary>
/// <param name="Pattern">The pattern for the linear engine.</param>
/// <param name="LookingPattern">The pattern with boundaries of ASCII words, for texts with other characters; null if the pattern has no
/// boundaries.</param>
internal sealed record RegexTranslation(string Pattern, string? LookingPattern)
{
    private const string Word = "[0-9A-Za-z_]";
    private const string Boundary = $"(?:(?<={Word})(?!{Word})|(?<!{Word})(?={Word}))";
    private const string NoBoundary = $"(?:(?<={Word})(?={Word})|(?<!{Word})(?!{Word}))";

    public static RegexTranslation Of(string pattern)
    {
        var plain = new RegexReader(pattern, @"\b", @"\B");
        var translated = plain.Read();
        return new RegexTranslation(translated, plain.HasBoundary ? new RegexReader(pattern, Boundary, NoBoundary).Read() : null);
    }
}
