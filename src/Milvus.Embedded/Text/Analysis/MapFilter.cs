namespace Milvus.Embedded.Text.Analysis;

/// <summary>Replaces each term by another.</summary>
internal sealed class MapFilter(Func<string, string> map) : ITokenFilter
{
    public static MapFilter Lowercase { get; } = new(Lower);

    /// <summary>Replaces accented letters, ligatures and similar characters by ASCII.</summary>
    public static MapFilter AsciiFolding { get; } = new(FoldingTable.Fold);

    public List<TextToken> Apply(List<TextToken> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var term = map(tokens[i].Term);
            if (!ReferenceEquals(term, tokens[i].Term))
            {
                tokens[i] = tokens[i] with { Term = term };
            }
        }

        return tokens;
    }

    /// <summary>Converts character by character, so that a final sigma becomes an ordinary sigma.</summary>
    private static string Lower(string term)
    {
        var lower = term.ToLowerInvariant();
        // U+0130 is the only character with two characters as its lower case. The invariant culture does not convert it.
        return lower.Contains('\u0130', StringComparison.Ordinal) ? lower.Replace("\u0130", "i\u0307", StringComparison.Ordinal) : lower;
    }
}
