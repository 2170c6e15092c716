namespace Milvus;

/// <summary>A row that a search found.</summary>
public sealed class SearchHit : MilvusObject
{
    /// <summary>The collection.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>The query's number, from 0.</summary>
    public int Query { get; set; }

    /// <summary>
    /// The place among the hits of its query, from 1. Of several hits take it with ForEach-Object Rank: $hits.Rank is the array's own
    /// rank, its number of dimensions.
    /// </summary>
    public int Rank { get; set; }

    /// <summary>The key: <see cref="long"/> or <see cref="string"/>.</summary>
    public object? Id { get; set; }

    /// <summary>The distance or similarity, as the metric says: L2 is squared; IP and COSINE are larger for nearer rows.</summary>
    public float Score { get; set; }

    /// <summary>All output fields, always; each is also a property of the hit where its name is free.</summary>
    public object? Entity { get; set; }

    /// <summary>The place of the element that was found in its array, when elements were searched; null otherwise.</summary>
    public long? ElementOffset { get; set; }

    /// <summary>For each highlighted field its fragments with the marks; null without a highlighter.</summary>
    public IReadOnlyDictionary<string, string[]>? Highlight { get; set; }
}
