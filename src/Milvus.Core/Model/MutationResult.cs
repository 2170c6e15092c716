namespace Milvus;

/// <summary>What a write did.</summary>
public sealed class MutationResult : MilvusObject
{
    /// <summary>The collection.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>Rows inserted.</summary>
    public long InsertCount { get; set; }

    /// <summary>Keys the server was asked to delete; keys that are not there count too, as Milvus counts.</summary>
    public long DeleteCount { get; set; }

    /// <summary>Rows upserted.</summary>
    public long UpsertCount { get; set; }

    /// <summary>The keys of the rows written, in their order: <see cref="long"/> or <see cref="string"/>.</summary>
    public IReadOnlyList<object> Id { get; set; } = [];
}
