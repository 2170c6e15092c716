namespace Milvus;

/// <summary>A highlighter for the texts of hits.</summary>
public sealed class SearchHighlighter
{
    /// <summary>Whether it highlights by meaning, with a model; otherwise by the words of the search.</summary>
    public bool Semantic { get; init; }

    /// <summary>Its parameters for the server.</summary>
    public IReadOnlyDictionary<string, object?> Parameter { get; init; } = new Dictionary<string, object?>();
}
