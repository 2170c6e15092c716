namespace Milvus;

/// <summary>A hit: a row that a search found.</summary>
public sealed class SearchHit : MilvusObject
{
    private object? _entity;

    /// <summary>The collection.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>The query's number, from 0.</summary>
    public int Query { get; set; }

    /// <summary>
    /// The rank among the hits of its query, from 1. For several hits, use ForEach-Object Rank: $hits.Rank is the array's own
    /// rank, its number of dimensions.
    /// </summary>
    public int Rank { get; set; }

    /// <summary>The primary key: <see cref="long"/> or <see cref="string"/>.</summary>
    public object? Id { get; set; }

    /// <summary>The distance or similarity, by the metric: L2 is squared; IP and COSINE are larger for nearer rows.</summary>
    public float Score { get; set; }

    /// <summary>All output fields. Each is also a property of the hit, unless the hit has a property of that name.</summary>
    public object? Entity
    {
        get => _entity is Lazy<object> created ? created.Value : _entity;
        set => _entity = value;
    }

    /// <summary>The index of the found element in its array, if elements were searched; otherwise null.</summary>
    public long? ElementOffset { get; set; }

    /// <summary>The fragments of each highlighted field, with tags; null without a highlighter.</summary>
    public IReadOnlyDictionary<string, string[]>? Highlight { get; set; }

    /// <summary>Sets the row to one that is created when it is read first: most scripts read only the properties of hits.</summary>
    internal void CreateEntityOnRead(Func<object> create) => _entity = new Lazy<object>(create);
}
