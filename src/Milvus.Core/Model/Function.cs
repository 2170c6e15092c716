using Milvus.Core.Model;

namespace Milvus;

/// <summary>A function of a collection: it computes fields from others, or ranks hits.</summary>
public sealed class Function : MilvusObject
{
    /// <summary>The name, unique in the collection.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The server's id; 0 for a definition.</summary>
    public long Id { get; set; }

    /// <summary>The collection it was read from; null for a definition.</summary>
    public string? Collection { get; set; }

    /// <summary>BM25, TextEmbedding, Rerank, MinHash …</summary>
    public string Type { get; set; } = string.Empty;

    /// <summary>A description.</summary>
    public string Description { get; set; } = string.Empty;

    /// <summary>The fields it reads.</summary>
    public IReadOnlyList<string> InputField
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>The fields it computes; rows must not contain them.</summary>
    public IReadOnlyList<string> OutputField
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>Its parameters.</summary>
    public IDictionary<string, string> Parameter { get; set; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
