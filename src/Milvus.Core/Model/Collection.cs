using Milvus.Core.Model;

namespace Milvus;

/// <summary>A collection: its schema and its state on the server.</summary>
public sealed class Collection : MilvusObject
{
    /// <summary>The name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The server's id.</summary>
    public long Id { get; set; }

    /// <summary>A description of the collection.</summary>
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

    /// <summary>The location of the rows of an external collection; empty for others.</summary>
    public string ExternalSource { get; set; } = string.Empty;

    /// <summary>The specification of an external source as JSON; empty for others.</summary>
    public string ExternalSpec { get; set; } = string.Empty;

    /// <summary>Whether the collection has namespaces.</summary>
    public bool EnableNamespace { get; set; }

    /// <summary>Whether rows may have keys that are not fields.</summary>
    public bool EnableDynamicField { get; set; }

    /// <summary>The default consistency level of reads: Strong, Session, Bounded, Eventually or Customized.</summary>
    public string ConsistencyLevel { get; set; } = string.Empty;

    /// <summary>Number of shards.</summary>
    public int ShardCount { get; set; }

    /// <summary>Number of partitions; null if the server does not report it.</summary>
    public long? PartitionCount { get; set; }

    /// <summary>The server's statistic of rows: sealed rows, ignoring deletes. Null if not requested.</summary>
    public long? RowCount { get; set; }

    /// <summary>NotLoad, Loading, Loaded; null if not requested.</summary>
    public string? LoadState { get; set; }

    /// <summary>The creation time in UTC; null if the server does not report it.</summary>
    public DateTime? Created { get; set; }

    /// <summary>Its aliases.</summary>
    public IReadOnlyList<string> Alias
    {
        get;
        set => field = Lists.Indexable(value);
    } = [];

    /// <summary>Its properties.</summary>
    public IDictionary<string, string> Property { get; set; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The hybrid timestamp of the last schema change; 0 if the server has none.</summary>
    public ulong UpdateTimestamp { get; set; }

    /// <summary>The primary key.</summary>
    public Field? PrimaryKey => Field.FirstOrDefault(candidate => candidate.PrimaryKey);

    /// <summary>The object with this name, as text in a pipeline is read. Only the name is set.</summary>
    public static explicit operator Collection(string name) => new() { Name = name, IsName = true };

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
