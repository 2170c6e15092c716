namespace Milvus;

/// <summary>The result of a write.</summary>
public sealed class MutationResult : MilvusObject
{
    /// <summary>The collection.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>The number of inserted rows.</summary>
    public long InsertCount { get; set; }

    /// <summary>The number of keys to delete. As in Milvus, it includes keys that do not exist.</summary>
    public long DeleteCount { get; set; }

    /// <summary>The number of upserted rows.</summary>
    public long UpsertCount { get; set; }

    /// <summary>The keys of the written rows, in their order: <see cref="long"/> or <see cref="string"/>.</summary>
    public IReadOnlyList<object> Id { get; set; } = [];
}
