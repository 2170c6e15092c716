using System.Globalization;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Protocol;

namespace Milvus.Embedded.Records;

/// <summary>
/// A collection. Lists are replaced, never changed, so that readers need no lock; whoever changes the collection or its rows holds
/// <see cref="Gate"/>.
/// </summary>
internal sealed class CollectionEntry
{
    private const string MaximumFieldId = "max_field_id";
    private const string DynamicFieldId = "dynamic_field_id";

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

    /// <summary>Hybrid timestamp.</summary>
    public long Created { get; }

    /// <summary>Hybrid timestamp of the last change of the schema.</summary>
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

    /// <summary>The field whose value decides the partition of a row, if any.</summary>
    public FieldSchema? PartitionKey { get; }

    public IEnumerable<FieldSchema> VectorFields => Schema.Fields.Where(candidate => candidate.DataType.IsVector());

    public int Shards { get; init; }

    public ConsistencyLevel Consistency { get; set; }

    /// <summary>Replaced as a whole, under <see cref="Gate"/>.</summary>
    public IReadOnlyList<KeyValuePair> Properties { get; set; } = [];

    /// <summary>The moment by which rows expire.</summary>
    public DateTime UtcNow => Database.Time.GetUtcNow().UtcDateTime;

    /// <summary>Whether it may be searched; the rows come into memory when first needed.</summary>
    public bool Loaded { get; set; }

    /// <summary>Raised when rows change their numbers; what was built on old numbers is then void.</summary>
    public long Generation { get; set; }

    /// <summary>The last segment that a flush reported; their numbers rise. Under <see cref="Gate"/>.</summary>
    public long Flushed { get; set; } = -1;

    public bool Dropped { get; set; }

    public IReadOnlyList<PartitionEntry> Partitions { get; set; } = [];

    public IReadOnlyList<IndexEntry> Indexes { get; set; } = [];

    /// <summary>Held while the collection or its rows change; never while searching.</summary>
    public object Gate { get; } = new();

    /// <summary>What keeps the rows in memory: one for each collection, made at its first use.</summary>
    public IRowMemory Memory(Func<CollectionEntry, IRowMemory> create) =>
        Volatile.Read(ref _memory) ?? Interlocked.CompareExchange(ref _memory, create(this), null) ?? _memory;

    /// <summary>Takes another schema, which differs by fields or their parameters. The caller holds <see cref="Gate"/>.</summary>
    public void Evolve(CollectionSchema schema, long timestamp)
    {
        // First the rows: who still reads the old ones took the old fields before.
        Volatile.Read(ref _memory)?.Evict();
        Volatile.Write(ref _layout, new CollectionLayout(schema, FieldsOf(schema)));
        Updated = timestamp;
    }

    /// <summary>
    /// The id of a field that comes to a schema: ids are never used twice, because batches may still have values under them.
    /// </summary>
    public static long NextFieldId(CollectionSchema schema) =>
        Math.Max(
            ReadStoredNumber(schema, MaximumFieldId) ?? 0,
            Math.Max(Ids(schema).Max(), schema.EnableDynamicField ? DynamicField(schema).FieldID : 0)
        ) + 1;

    /// <summary>Before fields go: notes in the schema the ids that could be told from those of its fields until then.</summary>
    public static void NoteIds(CollectionSchema schema)
    {
        var maximum = NextFieldId(schema) - 1;
        var dynamic = schema.EnableDynamicField ? DynamicField(schema).FieldID : (long?)null;
        RemoveNotes(schema);
        schema.Properties.Add(new KeyValuePair { Key = MaximumFieldId, Value = maximum.ToString(CultureInfo.InvariantCulture) });
        if (dynamic is { } id)
        {
            schema.Properties.Add(new KeyValuePair { Key = DynamicFieldId, Value = id.ToString(CultureInfo.InvariantCulture) });
        }
    }

    /// <summary>Turns the dynamic field on, under an id of its own.</summary>
    public static FieldSchema AddDynamicField(CollectionSchema schema)
    {
        var id = NextFieldId(schema);
        schema.EnableDynamicField = true;
        schema.Properties.Add(new KeyValuePair { Key = DynamicFieldId, Value = id.ToString(CultureInfo.InvariantCulture) });
        return DynamicField(schema);
    }

    /// <summary>Turns the dynamic field off, and tells its id, which is not used again.</summary>
    public static long RemoveDynamicField(CollectionSchema schema)
    {
        NoteIds(schema);
        var id = DynamicField(schema).FieldID;
        schema.EnableDynamicField = false;
        schema.Properties.Remove(schema.Properties.Single(pair => pair.Key == DynamicFieldId));
        return id;
    }

    /// <summary>Takes out of a schema what <see cref="NoteIds"/> put into it: nobody else is to see it, or to give it.</summary>
    public static void RemoveNotes(CollectionSchema schema)
    {
        foreach (var note in schema.Properties.Where(pair => pair.Key is MaximumFieldId or DynamicFieldId).ToArray())
        {
            schema.Properties.Remove(note);
        }
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
        // The id behind those the schema began with: fields that were added have later ones, and leave this gap. Fields that were
        // dropped leave others, so then it is noted.
        FieldID = ReadStoredNumber(schema, DynamicFieldId) ?? FirstGap(Ids(schema)),
        Name = ColumnSet.DynamicField,
        DataType = DataType.Json,
        IsDynamic = true,
    };
}
