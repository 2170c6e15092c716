using System.Collections;
using System.Management.Automation;
using Milvus.Commands.Indexes;
using Milvus.Completion;
using Milvus.Core.Calls;
using Milvus.Objects;
using Milvus.Pipeline;
using Milvus.Settings;
using Milvus.Transformations;
using Milvus.Values;

namespace Milvus;

/// <summary>Creates a collection: from fields, or in the short form from a dimension.</summary>
/// <remarks>
/// The short form creates a key id, a vector field vector, the dynamic field and an AUTOINDEX, and loads the collection. The form
/// with fields creates only the collection: add indexes with New-MilvusIndex, then load it with Mount-MilvusCollection.
/// </remarks>
/// <example>
/// <code>New-MilvusCollection docs -Dimension 768</code>
/// The short form: ready for rows with id, vector and any other keys.
/// </example>
/// <example>
/// <code>New-MilvusCollection words -Field (New-MilvusField id Int64 -PrimaryKey),
///     (New-MilvusField vector FloatVector -Dimension 384)</code>
/// A collection with custom fields.
/// </example>
/// <example>
/// <code>New-MilvusCollection words -Schema $schema `
///     -IndexParameter (New-MilvusIndexParameter vector -IndexType HNSW -MetricType COSINE)</code>
/// A collection from a schema, with its index, loaded and ready for rows.
/// </example>
/// <example>
/// <code>New-MilvusCollection docs -Dimension 768 -IdType VarChar -MaxLength 64 -MetricType IP</code>
/// The short form with text keys and another metric.
/// </example>
/// <example>
/// <code>[pscustomobject]@{ Name = 'docs'; Dimension = 768 } | New-MilvusCollection</code>
/// The short form from the properties of an object, for example of a line of Import-Csv.
/// </example>
[Cmdlet(VerbsCommon.New, "MilvusCollection", DefaultParameterSetName = ByField,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = CmdletPages.Folder + "New-MilvusCollection.md")]
[OutputType(typeof(Collection))]
public sealed class NewMilvusCollectionCommand : ConnectedCommand
{
    private const string ByField = "Field";
    private const string ByDimension = "Dimension";
    private const string BySchema = "Schema";

    /// <summary>The name: letters, digits and underscores, not beginning with a digit.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByField)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = BySchema)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByDimension, ValueFromPipeline = true)]
    [PipedDefinition(OnlyText = true)]
    [Alias("Collection", "CollectionName")]
    public string Name { get; set; } = string.Empty;

    /// <summary>The fields, as New-MilvusField returns them.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ParameterSetName = ByField)]
    [PipedDefinition]
    [DeserializedTransformation(IsDefinition = true)]
    public Field[] Field { get; set; } = [];

    /// <summary>The schema, as New-MilvusSchema returns it.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = BySchema)]
    [DeserializedTransformation(IsDefinition = true)]
    public Schema? Schema { get; set; }

    /// <summary>
    /// Collections in the short form: objects or tables with Name and Dimension, and optionally PrimaryField, IdType, MaxLength, AutoId,
    /// VectorField, MetricType, Description, ConsistencyLevel and EnableDynamicField.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    public ShortCollection[] InputObject { get; set; } = [];

    /// <summary>Indexes to create, as New-MilvusIndexParameter defines them. The collection is then also loaded.</summary>
    [Parameter]
    [OnlyIn(ByField, BySchema)]
    [ValidateNotNullOrEmpty]
    [DeserializedTransformation(IsDefinition = true)]
    public IndexParameter[] IndexParameter { get; set; } = [];

    /// <summary>
    /// Whether rows may have keys that are not fields. The default of the short form is yes. A schema has its own setting.
    /// </summary>
    [Parameter]
    public SwitchParameter EnableDynamicField { get; set; }

    /// <summary>The short form: the dimension of the vector.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByDimension)]
    [ValidateRange(1, int.MaxValue)]
    public int Dimension { get; set; }

    /// <summary>The name of the key.</summary>
    [Parameter]
    [OnlyIn(ByDimension)]
    [ValidateNotNullOrEmpty]
    public string PrimaryField { get; set; } = "id";

    /// <summary>The type of the key: Int64 or VarChar.</summary>
    [Parameter]
    [OnlyIn(ByDimension)]
    [DataTypeTransformation]
    [ArgumentCompleter(typeof(DataTypeCompleter))]
    public DataTypeName IdType { get; set; } = new(DataType.Int64);

    /// <summary>The maximum number of bytes of a text key.</summary>
    [Parameter]
    [OnlyIn(ByDimension)]
    [ValidateRange(1, int.MaxValue)]
    public int MaxLength { get; set; } = 65_535;

    /// <summary>The server generates the keys.</summary>
    [Parameter]
    [OnlyIn(ByDimension)]
    public SwitchParameter AutoId { get; set; }

    /// <summary>The name of the vector field.</summary>
    [Parameter]
    [OnlyIn(ByDimension)]
    [ValidateNotNullOrEmpty]
    public string VectorField { get; set; } = "vector";

    /// <summary>The metric: COSINE, IP, L2.</summary>
    [Parameter]
    [OnlyIn(ByDimension)]
    [ArgumentCompleter(typeof(MetricTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string MetricType { get; set; } = "COSINE";

    /// <summary>A description of the collection.</summary>
    [Parameter]
    public string Description { get; set; } = string.Empty;

    /// <summary>The default consistency level of reads: Bounded, Strong, Session, Eventually.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConsistencyLevelCompleter))]
    [ValidateNotNullOrEmpty]
    public string ConsistencyLevel { get; set; } = "Bounded";

    /// <summary>The number of shards; the server's default when left out.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ShardCount { get; set; }

    /// <summary>The number of partitions of a collection with a partition key; the server's default when left out.</summary>
    [Parameter]
    [ValidateRange(1, 4096)]
    public int? PartitionCount { get; set; }

    /// <summary>Properties, for example @{ 'collection.ttl.seconds' = 3600 }.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SettingCompleter))]
    public Hashtable? Property { get; set; }

    private readonly List<Field> _fields = [];

    private protected override object? Target => Name;

    /// <inheritdoc/>
    protected override void Process()
    {
        _fields.AddRange(Field);
        if (ParameterSetName == ByDimension)
        {
            Create(CreateDefinition(ShortFields()), [CreateIndex(VectorField, MetricType)]);
        }

        ForEach(InputObject, item => Create(CreateDefinition(item), [CreateIndex(item.VectorField, item.MetricType)]));
    }

    /// <inheritdoc/>
    protected override void End()
    {
        if (ParameterSetName is ByField or BySchema)
        {
            Create(CreateDefinition(Schema?.Field ?? _fields), IndexParameter);
        }
    }

    private void Create(Collection definition, IndexParameter[] indexes)
    {
        if (!ShouldProcess($"collection {definition.Name} on {GetPlace()}", "Create collection"))
        {
            return;
        }

        ClientSchemaChecks.Check(
            new Schema
            {
                Field = definition.Field,
                Function = definition.Function,
                ExternalSource = definition.ExternalSource,
            });
        Await((call, token) => Client.CreateCollectionAsync(call, definition, token));
        if (indexes.Length > 0)
        {
            CreateIndexesAndLoad(definition.Name, indexes);
        }

        WriteObject(
            Mark(
                ReadBack(
                    $"Collection {definition.Name} is created",
                    definition,
                    (call, token) => CollectionReader.ReadAsync(Client, call, definition.Name, token))));
    }

    // These are several calls without a rollback, so an error lists what has been created.
    private void CreateIndexesAndLoad(string name, IndexParameter[] indexes)
    {
        var done = new List<string> { $"collection {name}" };
        var display = new WaitDisplay($"Loading {name}");
        try
        {
            Await(
                async (call, token) =>
                {
                    foreach (var index in indexes)
                    {
                        await IndexCreation.CreateAsync(Client, call, name, index, wait: true, display, token).ConfigureAwait(false);
                        done.Add($"the index on {index.Field}");
                    }

                    await Client.LoadCollectionAsync(call, name, new LoadOptions(), token).ConfigureAwait(false);
                    await Client.WaitForLoadAsync(call, name, refresh: false, display, token).ConfigureAwait(false);
                },
                Call,
                display);
        }
        catch (MilvusException failure) when (failure.ErrorId == MilvusErrorId.AlreadyExists && done.Count == 1)
        {
            // A new collection has no index, so the server found an existing collection with the same definition.
            throw failure.With($"collection {name} exists already, with another index: {failure.Message}");
        }
        catch (MilvusException failure)
        {
            throw failure.With(
                $"{string.Join(" and ", done)} {(done.Count > 1 ? "are" : "is")} created, but the next step failed: {failure.Message}");
        }
    }

    private Collection CreateDefinition(IReadOnlyList<Field> fields) => CreateDefinition(
        Name,
        Description.Length > 0 ? Description : Schema?.Description ?? string.Empty,
        ConsistencyLevel,
        MyInvocation.BoundParameters.ContainsKey(nameof(EnableDynamicField)) ? EnableDynamicField
            : ParameterSetName == ByDimension || Schema?.EnableDynamicField == true,
        fields);

    private Collection CreateDefinition(ShortCollection item) => CreateDefinition(
        item.Name,
        item.Description ?? Description,
        item.ConsistencyLevel ?? ConsistencyLevel,
        item.EnableDynamicField
            ?? (!MyInvocation.BoundParameters.ContainsKey(nameof(EnableDynamicField)) || EnableDynamicField),
        item.ToFields());

    private Collection CreateDefinition(string name, string description, string consistencyLevel, bool dynamic, IReadOnlyList<Field> fields)
    {
        var definition = new Collection
        {
            Name = name,
            Description = description,
            ConsistencyLevel = consistencyLevel,
            ShardCount = ShardCount,
            PartitionCount = PartitionCount,
            EnableDynamicField = dynamic,
            EnableNamespace = Schema?.EnableNamespace == true,
            ExternalSource = Schema?.ExternalSource ?? string.Empty,
            ExternalSpec = Schema?.ExternalSpec ?? string.Empty,
            Function = Schema?.Function ?? [],
            Field = fields,
        };
        foreach (var (key, value) in ReadTexts(nameof(Property)))
        {
            definition.Property[key] = value;
        }

        return definition;
    }

    private List<Field> ShortFields() => new ShortCollection
    {
        PrimaryField = PrimaryField,
        IdType = IdType,
        MaxLength = MaxLength,
        AutoId = AutoId,
        VectorField = VectorField,
        Dimension = Dimension,
    }.ToFields();

    private static IndexParameter CreateIndex(string field, string metricType) =>
        new() { Field = field, IndexType = "AUTOINDEX", MetricType = metricType };
}
