using System.Management.Automation;
using Milvus.Values;

namespace Milvus;

/// <summary>Puts fields and functions together to a schema, and checks it. Nothing is sent.</summary>
/// <example>
/// <code>$schema = New-MilvusSchema -Field (New-MilvusField id Int64 -PrimaryKey),
///     (New-MilvusField vector FloatVector -Dimension 384)</code>
/// A key and a vector.
/// </example>
/// <example>
/// <code>New-MilvusSchema -Field $fields -EnableDynamicField -PartitionKeyField tenant</code>
/// Rows may carry further keys, and the field tenant decides their partition.
/// </example>
/// <example>
/// <code>New-MilvusSchema -Field $fields -Function (New-MilvusFunction bm25 BM25 -InputField body -OutputField words) |
///     New-MilvusCollection docs</code>
/// A schema with full-text search, made into a collection.
/// </example>
[Cmdlet(VerbsCommon.New, "MilvusSchema")]
[OutputType(typeof(Schema))]
public sealed class NewMilvusSchemaCommand : MilvusCommand
{
    private readonly List<Field> _fields = [];

    /// <summary>The fields, as New-MilvusField makes them; they can be piped.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public Field[] Field { get; set; } = [];

    /// <summary>The functions, as New-MilvusFunction makes them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Function[] Function { get; set; } = [];

    /// <summary>Rows may carry keys that are no field.</summary>
    [Parameter]
    public SwitchParameter EnableDynamicField { get; set; }

    /// <summary>The server makes the keys.</summary>
    [Parameter]
    public SwitchParameter AutoId { get; set; }

    /// <summary>The field that is the key, if New-MilvusField did not say so.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PrimaryField { get; set; }

    /// <summary>The field that decides the partition of a row, if New-MilvusField did not say so.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PartitionKeyField { get; set; }

    /// <summary>The field that rows are clustered by, if New-MilvusField did not say so.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ClusteringKeyField { get; set; }

    /// <summary>What the collection is for.</summary>
    [Parameter]
    public string Description { get; set; } = string.Empty;

    /// <summary>The collection has namespaces.</summary>
    [Parameter]
    public SwitchParameter EnableNamespace { get; set; }

    /// <summary>Where the rows of an external collection lie.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string ExternalSource { get; set; } = string.Empty;

    /// <summary>How the external source is read: a hashtable or JSON.</summary>
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
            ExternalSpec = Json(nameof(ExternalSpec)) ?? string.Empty,
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
                $"-{parameter} names the field {name}, which is not among the fields: {string.Join(", ", _fields)}.")
            { Field = name });
        }
    }
}
