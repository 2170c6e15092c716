namespace Milvus;

/// <summary>The result of a write.</summary>
public sealed class MutationResult : MilvusObject
{
    /// <summary>The collection.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>Rows inserted.</summary>
    public long InsertCount { get; set; }

    /// <summary>The number of keys to delete; as in Milvus, missing keys count, too.</summary>
    public long DeleteCount { get; set; }

    /// <summary>Rows upserted.</summary>
    public long UpsertCount { get; set; }

    /// <summary>The keys of the rows written, in their order: <see cref="long"/> or <see cref="string"/>.</summary>
    public IReadOnlyList<object> Id { get; set; } = [];
}
