namespace Milvus.Embedded.Text.Analysis;

/// <summary>Puts another term in place of each.</summary>
internal sealed class MapFilter(Func<string, string> map) : ITokenFilter
{
    public static MapFilter Lowercase { get; } = new(Lower);

    /// <summary>Letters with marks, ligatures and the like as their nearest in ASCII.</summary>
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

    /// <summary>Character by character, so that a final sigma becomes the common one.</summary>
    private static string Lower(string term)
    {
        var lower = term.ToLowerInvariant();
        // The one character whose lower case is two: the invariant culture leaves it.
        return lower.Contains('\u0130', StringComparison.Ordinal) ? lower.Replace("\u0130", "i\u0307", StringComparison.Ordinal) : lower;
    }
}
