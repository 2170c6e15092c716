namespace Milvus;

/// <summary>A rule of a collection that says which rows a user may read and write.</summary>
public sealed class RowPolicy : MilvusObject
{
    /// <summary>The name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The collection.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>What it holds for: Query, Search, Insert, Delete, Upsert, QueryIterator, SearchIterator, HybridSearch.</summary>
    public IReadOnlyList<string> Action
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>The filter of the rows that may be seen.</summary>
    public string UsingFilter { get; set; } = string.Empty;

    /// <summary>The filter that written rows must match.</summary>
    public string CheckFilter { get; set; } = string.Empty;

    /// <summary>Permissive: one such policy that lets a row pass is enough. Restrictive: every such policy must.</summary>
    public string PolicyType { get; set; } = string.Empty;

    /// <summary>Free text.</summary>
    public string Description { get; set; } = string.Empty;

    /// <summary>When it was made, in UTC; null when the server does not say.</summary>
    public DateTime? Created { get; set; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
