namespace Milvus.Embedded.Text.Analysis;

/// <summary>A tokenizer followed by filters. It is thread-safe.</summary>
internal sealed class Analyzer(ITokenizer tokenizer, IReadOnlyList<ITokenFilter> filters)
{
    /// <summary>The tokens of a text, in their order.</summary>
    public List<TextToken> Analyze(string text)
    {
        var tokens = tokenizer.Split(text);
        foreach (var filter in filters)
        {
            tokens = filter.Apply(tokens);
        }

        return tokens;
    }
}
