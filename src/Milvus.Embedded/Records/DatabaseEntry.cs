namespace Milvus.Embedded.Records;

/// <summary>A database with its collections and aliases. The lock of the catalog protects it.</summary>
internal sealed class DatabaseEntry(long id, string name, long created, IReadOnlyList<KeyValuePair> properties, TimeProvider time)
{
    public const string DefaultName = "default";

    public long Id { get; } = id;

    public string Name { get; } = name;

    /// <summary>The source of time for the expiry of rows.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>The hybrid timestamp of its creation.</summary>
    public long Created { get; } = created;

    /// <summary>Replaced as a whole under the lock of the catalog.</summary>
    public IReadOnlyList<KeyValuePair> Properties { get; set; } = properties;

    public Dictionary<string, CollectionEntry> Collections { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, CollectionEntry> Aliases { get; } = new(StringComparer.Ordinal);
}
