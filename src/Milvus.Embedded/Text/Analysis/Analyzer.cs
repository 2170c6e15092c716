namespace Milvus.Embedded.Text.Analysis;

/// <summary>A tokenizer and the filters behind it. Any number of threads may use one.</summary>
internal sealed class Analyzer(ITokenizer tokenizer, IReadOnlyList<ITokenFilter> filters)
{
    /// <summary>The tokens of a text, in its order.</summary>
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
