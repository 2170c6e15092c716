namespace Milvus;

/// <summary>A collection: its schema, and what the server says of it.</summary>
public sealed class Collection : MilvusObject
{
    /// <summary>The name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The server's id.</summary>
    public long Id { get; set; }

    /// <summary>What the collection is for.</summary>
    public string Description { get; set; } = string.Empty;

    /// <summary>The fields in schema order.</summary>
    public IReadOnlyList<Field> Field
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>The functions that compute fields.</summary>
    public IReadOnlyList<Function> Function
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>Where the rows of an external collection lie; empty for others.</summary>
    public string ExternalSource { get; set; } = string.Empty;

    /// <summary>How an external source is read, as JSON; empty for others.</summary>
    public string ExternalSpec { get; set; } = string.Empty;

    /// <summary>Whether the collection has namespaces.</summary>
    public bool EnableNamespace { get; set; }

    /// <summary>Whether rows may carry keys that are no field.</summary>
    public bool EnableDynamicField { get; set; }

    /// <summary>Strong, Session, Bounded, Eventually or Customized: what reads see that name no level.</summary>
    public string ConsistencyLevel { get; set; } = string.Empty;

    /// <summary>Number of shards.</summary>
    public int ShardCount { get; set; }

    /// <summary>Number of partitions; null when the server does not say.</summary>
    public long? PartitionCount { get; set; }

    /// <summary>Rows as the server counts them: sealed ones, deletes ignored. Null when it was not asked.</summary>
    public long? RowCount { get; set; }

    /// <summary>NotLoad, Loading, Loaded; null when the server was not asked.</summary>
    public string? LoadState { get; set; }

    /// <summary>When it was made, in UTC; null when the server does not say.</summary>
    public DateTime? Created { get; set; }

    /// <summary>Its aliases.</summary>
    public IReadOnlyList<string> Alias
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>Its properties.</summary>
    public IDictionary<string, string> Property { get; set; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The hybrid timestamp of the last change of the schema; 0 on servers that have none.</summary>
    public ulong UpdateTimestamp { get; set; }

    /// <summary>The primary key.</summary>
    public Field? PrimaryKey => Field.FirstOrDefault(candidate => candidate.PrimaryKey);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
