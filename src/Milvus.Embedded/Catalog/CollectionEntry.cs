using Milvus.Embedded.Columns;
using Milvus.Embedded.Segments;
using Milvus.Embedded.Storage;
using Milvus.Embedded.Structs;
using Milvus.Protocol;

namespace Milvus.Embedded.Catalog;

/// <summary>
/// A collection. Lists are replaced, never changed, so that readers need no lock; whoever changes the collection or its rows holds
/// <see cref="Gate"/>.
/// </summary>
internal sealed class CollectionEntry
{
    public CollectionEntry(long id, DatabaseEntry database, string name, long created, CollectionSchema schema)
    {
        Id = id;
        Database = database;
        Name = name;
        Created = created;
        Schema = schema;
        Fields = [.. schema.Fields, .. StructFields.Flatten(schema), .. schema.EnableDynamicField ? [DynamicField(schema)] : Array.Empty<FieldSchema>()];
        PrimaryKey = schema.Fields.Single(field => field.IsPrimaryKey);
        PartitionKey = schema.Fields.FirstOrDefault(field => field.IsPartitionKey);
        Runtime = new CollectionRuntime(this);
    }

    public long Id { get; }

    public DatabaseEntry Database { get; set; }

    public string Name { get; set; }

    /// <summary>Hybrid timestamp.</summary>
    public long Created { get; }

    /// <summary>Hybrid timestamp of the last change of the schema.</summary>
    public long Updated { get; set; }

    /// <summary>As it was given, without the dynamic field; never changed.</summary>
    public CollectionSchema Schema { get; }

    /// <summary>The fields in schema order, behind them those of structs, the dynamic one last.</summary>
    public IReadOnlyList<FieldSchema> Fields { get; }

    public FieldSchema PrimaryKey { get; }

    /// <summary>The field whose value decides the partition of a row, if any.</summary>
    public FieldSchema? PartitionKey { get; }

    public IEnumerable<FieldSchema> VectorFields => Schema.Fields.Where(candidate => candidate.DataType.IsVector());

    public int Shards { get; init; }

    public ConsistencyLevel Consistency { get; init; }

    /// <summary>Replaced as a whole, under <see cref="Gate"/>.</summary>
    public IReadOnlyList<KeyValuePair> Properties { get; set; } = [];

    /// <summary>Rows written up to this hybrid timestamp are seen no more; 0 where rows do not expire.</summary>
    public long ExpiredUpTo => PropertyRules.TimeToLiveOf(Properties) is { } limit ? HybridClock.At(DateTime.UtcNow - limit) : 0;

    /// <summary>Whether it may be searched; the rows come into memory when first needed.</summary>
    public bool Loaded { get; set; }

    /// <summary>Raised when rows change their numbers; what was built on old numbers is then void.</summary>
    public long Generation { get; set; }

    public bool Dropped { get; set; }

    public IReadOnlyList<PartitionEntry> Partitions { get; set; } = [];

    public IReadOnlyList<IndexEntry> Indexes { get; set; } = [];

    /// <summary>Held while the collection or its rows change; never while searching.</summary>
    public object Gate { get; } = new();

    /// <summary>The rows in memory.</summary>
    public CollectionRuntime Runtime { get; }

    public PartitionEntry? FindPartition(string name) => Partitions.FirstOrDefault(partition => partition.Name == name);

    /// <summary>The field of that name, `struct[field]` for one of a struct; the dynamic one is not found by name.</summary>
    public FieldSchema? FindField(string name) => Fields.FirstOrDefault(field => field.Name == name && !field.IsDynamic);

    public IndexEntry? IndexOf(FieldSchema field) => Indexes.FirstOrDefault(index => index.Field.FieldID == field.FieldID);

    private static FieldSchema DynamicField(CollectionSchema schema) => new()
    {
        FieldID = schema.Fields.Concat(schema.StructArrayFields.SelectMany(structField => structField.Fields)).Max(field => field.FieldID) + 1,
        Name = ColumnSet.DynamicField,
        DataType = DataType.Json,
        IsDynamic = true,
    };
}
