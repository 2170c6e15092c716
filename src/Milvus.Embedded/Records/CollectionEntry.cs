using System.Globalization;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Protocol;

namespace Milvus.Embedded.Records;

/// <summary>
/// A collection. Its lists are replaced and never changed, so that readers need no lock. A writer of the collection or its rows holds
/// <see cref="Gate"/>.
/// </summary>
internal sealed class CollectionEntry
{
    private const string MaximumFieldId = "max_field_id";
    private const string DynamicFieldId = "dynamic_field_id";
    private const string ReadableSinceKey = "readable_since";

    private IRowMemory? _memory;
    private CollectionLayout _layout;

    public CollectionEntry(long id, DatabaseEntry database, string name, long created, CollectionSchema schema)
    {
        Id = id;
        Database = database;
        Name = name;
        Created = created;
        _layout = new CollectionLayout(schema, FieldsOf(schema));
        PrimaryKey = schema.Fields.Single(field => field.IsPrimaryKey);
        PartitionKey = schema.Fields.FirstOrDefault(field => field.IsPartitionKey);
    }

    public long Id { get; }

    public DatabaseEntry Database { get; set; }

    public string Name { get; set; }

    /// <summary>The hybrid timestamp of its creation.</summary>
    public long Created { get; }

    /// <summary>The hybrid timestamp of the last change of the schema.</summary>
    public long Updated { get; set; }

    /// <summary>
    /// The schema and its fields, replaced together. Code that needs both, or one of them twice, without holding <see cref="Gate"/> takes
    /// this once: the schema may change between two reads.
    /// </summary>
    public CollectionLayout Layout => Volatile.Read(ref _layout);

    /// <inheritdoc cref="CollectionLayout.Schema"/>
    public CollectionSchema Schema => Layout.Schema;

    /// <inheritdoc cref="CollectionLayout.Fields"/>
    public IReadOnlyList<FieldSchema> Fields => Layout.Fields;

    public FieldSchema PrimaryKey { get; }

    /// <summary>The field whose value selects the partition of a row, or null.</summary>
    public FieldSchema? PartitionKey { get; }

    public IEnumerable<FieldSchema> VectorFields => Schema.Fields.Where(candidate => candidate.DataType.IsVector());

    public int Shards { get; init; }

    public ConsistencyLevel Consistency { get; set; }

    /// <summary>Replaced as a whole under <see cref="Gate"/>.</summary>
    public IReadOnlyList<KeyValuePair> Properties { get; set; } = [];

    /// <summary>The current time, for the expiry of rows.</summary>
    public DateTime UtcNow => Database.Time.GetUtcNow().UtcDateTime;

    /// <summary>Whether it may be searched. The rows are read into memory on first use.</summary>
    public bool Loaded { get; set; }

    /// <summary>Increased when rows get new numbers. Graphs over the old numbers are then invalid.</summary>
    public long Generation { get; set; }

    /// <summary>
    /// The hybrid timestamp before which the rows cannot be read: a compaction removed rows that were visible then, or all rows were
    /// removed. 0 if none were.
    /// </summary>
    public long ReadableSince => ReadStoredNumber(Schema, ReadableSinceKey) ?? 0;

    /// <summary>The last segment that a flush reported. Segment ids ascend. Read and written under <see cref="Gate"/>.</summary>
    public long Flushed { get; set; } = -1;

    public bool Dropped { get; set; }

    public IReadOnlyList<PartitionEntry> Partitions { get; set; } = [];

    public IReadOnlyList<IndexEntry> Indexes { get; set; } = [];

    /// <summary>Held while the collection or its rows change, but not during searches.</summary>
    public object Gate { get; } = new();

    /// <summary>The object that keeps the rows in memory. Each collection has one, which is created on first use.</summary>
    public IRowMemory Memory(Func<CollectionEntry, IRowMemory> create) =>
        Volatile.Read(ref _memory) ?? Interlocked.CompareExchange(ref _memory, create(this), null) ?? _memory;

    /// <summary>Replaces the schema by one with other fields or parameters. The caller holds <see cref="Gate"/>.</summary>
    public void Evolve(CollectionSchema schema, long timestamp)
    {
        // The rows are evicted first: running reads have the old fields and the old rows.
        Volatile.Read(ref _memory)?.Evict();
        Volatile.Write(ref _layout, new CollectionLayout(schema, FieldsOf(schema)));
        Updated = timestamp;
    }

    /// <summary>The schema with a note of the time before which the rows cannot be read.</summary>
    public CollectionSchema NoteReadable(long since)
    {
        var schema = Schema.Clone();
        RemoveNotes(schema, ReadableSinceKey);
        schema.Properties.Add(new KeyValuePair { Key = ReadableSinceKey, Value = since.ToString(CultureInfo.InvariantCulture) });
        return schema;
    }

    /// <summary>The id of a new field. Ids are not reused, because batches may have values under them.</summary>
    public static long NextFieldId(CollectionSchema schema) =>
        Math.Max(
            ReadStoredNumber(schema, MaximumFieldId) ?? 0,
            Math.Max(Ids(schema).Max(), schema.EnableDynamicField ? DynamicField(schema).FieldID : 0)
        ) + 1;

    /// <summary>Records in the schema the ids that cannot be derived from its fields after some are dropped.</summary>
    public static void NoteIds(CollectionSchema schema)
    {
        var maximum = NextFieldId(schema) - 1;
        var dynamic = schema.EnableDynamicField ? DynamicField(schema).FieldID : (long?)null;
        RemoveNotes(schema, MaximumFieldId, DynamicFieldId);
        schema.Properties.Add(new KeyValuePair { Key = MaximumFieldId, Value = maximum.ToString(CultureInfo.InvariantCulture) });
        if (dynamic is { } id)
        {
            schema.Properties.Add(new KeyValuePair { Key = DynamicFieldId, Value = id.ToString(CultureInfo.InvariantCulture) });
        }
    }

    /// <summary>Adds the dynamic field with a new id.</summary>
    public static FieldSchema AddDynamicField(CollectionSchema schema)
    {
        var id = NextFieldId(schema);
        schema.EnableDynamicField = true;
        schema.Properties.Add(new KeyValuePair { Key = DynamicFieldId, Value = id.ToString(CultureInfo.InvariantCulture) });
        return DynamicField(schema);
    }

    /// <summary>Removes the dynamic field and returns its id, which is not reused.</summary>
    public static long RemoveDynamicField(CollectionSchema schema)
    {
        NoteIds(schema);
        var id = DynamicField(schema).FieldID;
        schema.EnableDynamicField = false;
        schema.Properties.Remove(schema.Properties.Single(pair => pair.Key == DynamicFieldId));
        return id;
    }

    /// <summary>Removes the notes of the engine from a schema. Clients must neither see nor send them.</summary>
    public static void RemoveNotes(CollectionSchema schema) =>
        RemoveNotes(schema, MaximumFieldId, DynamicFieldId, ReadableSinceKey);

    /// <summary>A copy of a schema without the notes of the engine.</summary>
    public static CollectionSchema WithoutNotes(CollectionSchema schema)
    {
        var copy = schema.Clone();
        RemoveNotes(copy);
        return copy;
    }

    public PartitionEntry? FindPartition(string name) => Partitions.FirstOrDefault(partition => partition.Name == name);

    /// <inheritdoc cref="CollectionLayout.FindField"/>
    public FieldSchema? FindField(string name) => Layout.FindField(name);

    public IndexEntry? IndexOf(FieldSchema field) => Indexes.FirstOrDefault(index => index.Field.FieldID == field.FieldID);

    private static IReadOnlyList<FieldSchema> FieldsOf(CollectionSchema schema) =>
        [
            .. schema.Fields,
            .. StructFields.Flatten(schema),
            .. schema.EnableDynamicField ? [DynamicField(schema)] : Array.Empty<FieldSchema>(),
        ];

    private static IEnumerable<long> Ids(CollectionSchema schema) =>
        schema
            .Fields.Select(field => field.FieldID)
            .Concat(
                schema.StructArrayFields.SelectMany(structField =>
                    structField.Fields.Select(field => field.FieldID).Prepend(structField.FieldID)));

    private static long? ReadStoredNumber(CollectionSchema schema, string key) =>
        schema.Properties.Find(key) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    private static void RemoveNotes(CollectionSchema schema, params ReadOnlySpan<string> keys)
    {
        for (var i = schema.Properties.Count - 1; i >= 0; i--)
        {
            if (keys.Contains(schema.Properties[i].Key))
            {
                schema.Properties.RemoveAt(i);
            }
        }
    }

    private static long FirstGap(IEnumerable<long> ids)
    {
        var next = 0L;
        foreach (var id in ids.Order())
        {
            if (next != 0 && id != next)
            {
                break;
            }

            next = id + 1;
        }

        return next;
    }

    private static FieldSchema DynamicField(CollectionSchema schema) => new()
    {
        // The id after those of the first fields. Fields that were added have later ids, which leaves this gap. Dropped fields leave other
        // gaps, so the id is then recorded.
        FieldID = ReadStoredNumber(schema, DynamicFieldId) ?? FirstGap(Ids(schema)),
        Name = ColumnSet.DynamicField,
        DataType = DataType.Json,
        IsDynamic = true,
    };
}
