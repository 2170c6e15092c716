namespace Milvus;

/// <summary>What is marked in the texts of hits.</summary>
public sealed class SearchHighlighter
{
    /// <summary>Whether it marks what means the same, by a model; otherwise the words that were searched for.</summary>
    public bool Semantic { get; init; }

    /// <summary>What it goes by, as the server takes it.</summary>
    public IReadOnlyDictionary<string, object?> Parameter { get; init; } = new Dictionary<string, object?>();
}
