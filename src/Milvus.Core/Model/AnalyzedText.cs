namespace Milvus;

/// <summary>A text and its tokens from an analyzer.</summary>
public sealed class AnalyzedText : MilvusObject
{
    /// <summary>The text.</summary>
    public string Text { get; set; } = string.Empty;

    /// <summary>Its tokens in their order.</summary>
    public AnalyzerToken[] Token { get; set; } = [];

    /// <summary>The tokens on one line.</summary>
    public override string ToString() => string.Join(' ', Token.Select(token => token.Token));
}
