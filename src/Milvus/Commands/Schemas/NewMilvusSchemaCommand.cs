using System.Management.Automation;
using Milvus.Pipeline;
using Milvus.Transformations;
using Milvus.Values;

namespace Milvus;

/// <summary>Combines fields and functions into a schema, and validates it. Nothing is sent.</summary>
/// <example>
/// <code>$schema = New-MilvusSchema -Field (New-MilvusField id Int64 -PrimaryKey),
///     (New-MilvusField vector FloatVector -Dimension 384)</code>
/// Creates a schema with a key and a vector.
/// </example>
/// <example>
/// <code>New-MilvusSchema -Field $fields -EnableDynamicField -PartitionKeyField tenant</code>
/// Rows may have further keys, and the field tenant determines their partition.
/// </example>
/// <example>
/// <code>New-MilvusSchema -Field $fields -Function (New-MilvusFunction bm25 BM25 -InputField body -OutputField words) |
///     New-MilvusCollection docs</code>
/// Creates a collection with full-text search from a schema.
/// </example>
[Cmdlet(VerbsCommon.New, "MilvusSchema", HelpUri = CmdletPages.Folder + "New-MilvusSchema.md")]
[OutputType(typeof(Schema))]
public sealed class NewMilvusSchemaCommand : MilvusCommand
{
    private readonly List<Field> _fields = [];

    /// <summary>The fields, as New-MilvusField returns them; they can be piped.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [DeserializedTransformation(IsDefinition = true)]
    public Field[] Field { get; set; } = [];

    /// <summary>The functions, as New-MilvusFunction returns them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [DeserializedTransformation(IsDefinition = true)]
    public Function[] Function { get; set; } = [];

    /// <summary>Rows may have keys that are not fields.</summary>
    [Parameter]
    public SwitchParameter EnableDynamicField { get; set; }

    /// <summary>The server generates the keys.</summary>
    [Parameter]
    public SwitchParameter AutoId { get; set; }

    /// <summary>The primary key, unless New-MilvusField defined it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PrimaryField { get; set; }

    /// <summary>The partition key, unless New-MilvusField defined it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PartitionKeyField { get; set; }

    /// <summary>The clustering key, unless New-MilvusField defined it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ClusteringKeyField { get; set; }

    /// <summary>A description of the collection.</summary>
    [Parameter]
    public string Description { get; set; } = string.Empty;

    /// <summary>The collection has namespaces.</summary>
    [Parameter]
    public SwitchParameter EnableNamespace { get; set; }

    /// <summary>The location of the rows of an external collection.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string ExternalSource { get; set; } = string.Empty;

    /// <summary>The specification of the external source: a hashtable or JSON.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object? ExternalSpec { get; set; }

    /// <inheritdoc/>
    protected override void Process() => _fields.AddRange(Field);

    /// <inheritdoc/>
    protected override void End()
    {
        Mark(PrimaryField, nameof(PrimaryField), field => field.PrimaryKey = true);
        Mark(PartitionKeyField, nameof(PartitionKeyField), field => field.PartitionKey = true);
        Mark(ClusteringKeyField, nameof(ClusteringKeyField), field => field.ClusteringKey = true);
        var schema = new Schema
        {
            Field = _fields,
            Function = Function,
            EnableDynamicField = EnableDynamicField,
            Description = Description,
            EnableNamespace = EnableNamespace,
            ExternalSource = ExternalSource,
            ExternalSpec = ReadJson(nameof(ExternalSpec)) ?? string.Empty,
        };
        if (AutoId && schema.PrimaryKey is { } key)
        {
            key.AutoId = true;
        }

        ClientSchemaChecks.Check(schema);
        WriteObject(schema);
    }

    private void Mark(string? name, string parameter, Action<Field> mark)
    {
        if (name is not null)
        {
            mark(_fields.FirstOrDefault(field => field.Name == name) ?? throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"-{parameter} {name} is not one of the fields: {string.Join(", ", _fields)}.")
            { Field = name });
        }
    }
}
