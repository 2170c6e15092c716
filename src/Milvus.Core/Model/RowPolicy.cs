using Milvus.Core.Model;

namespace Milvus;

/// <summary>A rule of a collection that limits the rows that a user may read and write.</summary>
public sealed class RowPolicy : MilvusObject
{
    /// <summary>The name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The collection.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>The actions it applies to: Query, Search, Insert, Delete, Upsert, QueryIterator, SearchIterator, HybridSearch.</summary>
    public IReadOnlyList<string> Action
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>The filter for readable rows.</summary>
    public string UsingFilter { get; set; } = string.Empty;

    /// <summary>The filter that written rows must match.</summary>
    public string CheckFilter { get; set; } = string.Empty;

    /// <summary>Permissive: at least one such policy must allow a row. Restrictive: every such policy must allow it.</summary>
    public string PolicyType { get; set; } = string.Empty;

    /// <summary>Free text.</summary>
    public string Description { get; set; } = string.Empty;

    /// <summary>The creation time in UTC; null if the server does not report it.</summary>
    public DateTime? Created { get; set; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
