namespace Milvus.Embedded.Records;

/// <summary>A database with its collections and aliases; read and changed under the catalog's lock.</summary>
internal sealed class DatabaseEntry(long id, string name, long created, IReadOnlyList<KeyValuePair> properties, TimeProvider time)
{
    public const string DefaultName = "default";

    public long Id { get; } = id;

    public string Name { get; } = name;

    /// <summary>The time by which rows of its collections expire.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>Hybrid timestamp.</summary>
    public long Created { get; } = created;

    /// <summary>Replaced as a whole, under the catalog's lock.</summary>
    public IReadOnlyList<KeyValuePair> Properties { get; set; } = properties;

    public Dictionary<string, CollectionEntry> Collections { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, CollectionEntry> Aliases { get; } = new(StringComparer.Ordinal);
}
