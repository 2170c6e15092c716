namespace Milvus.Embedded.Text.Analysis;

/// <summary>
/// Splits a compound into words of a list if they cover it completely. It takes the longest matching word each time, from the left. The
/// parts keep the offsets and the position of the compound. This is SplitCompoundWords of Tantivy.
/// </summary>
internal sealed class DecompounderFilter(IEnumerable<string> words) : ITokenFilter
{
    private readonly string[] _words =
    [
        .. words.Where(word => word.Length > 0).Distinct(StringComparer.Ordinal).OrderByDescending(word => word.Length),
    ];

    public List<TextToken> Apply(List<TextToken> tokens)
    {
        var result = new List<TextToken>(tokens.Count);
        foreach (var token in tokens)
        {
            var parts = Split(token.Term);
            result.AddRange(parts is null ? [token] : parts.Select(part => token with { Term = part }));
        }

        return result;
    }

    private List<string>? Split(string term)
    {
        var parts = new List<string>();
        for (var at = 0; at < term.Length;)
        {
            var part = Array.Find(_words, word => string.CompareOrdinal(term, at, word, 0, word.Length) == 0);
            if (part is null)
            {
                return null;
            }

            parts.Add(part);
            at += part.Length;
        }

        return parts.Count > 0 ? parts : null;
    }
}
