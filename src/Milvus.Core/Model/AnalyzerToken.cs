namespace Milvus;

/// <summary>A token from an analyzer.</summary>
public sealed class AnalyzerToken
{
    /// <summary>The token.</summary>
    public string Token { get; set; } = string.Empty;

    /// <summary>Its start offset in the text, in bytes; null unless details were requested.</summary>
    public long? StartOffset { get; set; }

    /// <summary>Its end offset in the text, in bytes; null unless details were requested.</summary>
    public long? EndOffset { get; set; }

    /// <summary>Its position among the tokens; null unless details were requested.</summary>
    public long? Position { get; set; }

    /// <summary>The number of positions that it spans; null unless details were requested.</summary>
    public long? PositionLength { get; set; }

    /// <summary>Its hash, the index of BM25 vectors; null unless it was requested.</summary>
    public uint? Hash { get; set; }

    /// <summary>The token.</summary>
    public override string ToString() => Token;
}
