namespace Milvus.Embedded.Filter.RegularExpressions;

/// <summary>A pattern of RE2 as one of .NET, with all flags and classes written out, so that no option of .NET is needed.</summary>
/// <param name="Pattern">For the engine without backtracking.</param>
/// <param name="LookingPattern">The same with boundaries of ASCII words, for texts of other characters; null where there are no
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
