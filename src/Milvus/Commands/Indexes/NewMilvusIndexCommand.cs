using System.Collections;
using System.Management.Automation;
using Milvus.Completion;
using Milvus.Values;

namespace Milvus;

/// <summary>Creates an index on a field and waits until it covers all rows.</summary>
/// <example><code>New-MilvusIndex words vector -IndexType HNSW -MetricType COSINE -Parameter @{ M = 16; efConstruction = 200 }</code>A graph index on a vector field.</example>
/// <example><code>New-MilvusIndex customized_setup my_id -IndexType STL_SORT</code>A sorted index on a number.</example>
/// <example><code>New-MilvusIndex words vector -NoWait | Wait-MilvusIndex -TimeoutSec 600</code>Starts the build, and waits for it at most ten minutes.</example>
[Cmdlet(VerbsCommon.New, "MilvusIndex", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, DefaultParameterSetName = ByName)]
[OutputType(typeof(Index))]
public sealed class NewMilvusIndexCommand : CollectionCommand
{
    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>The indexes as New-MilvusIndexParameter defines them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [ValidateNotNullOrEmpty]
    public IndexParameter[] InputObject { get; set; } = [];

    /// <summary>The field to index.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByName)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FieldNameCompleter))]
    public string Field { get; set; } = string.Empty;

    /// <summary>The name of the index; the field's name when left out.</summary>
    [Parameter(ParameterSetName = ByName)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>HNSW, IVF_FLAT, STL_SORT, INVERTED …; AUTOINDEX, the server's choice, when left out.</summary>
    [Parameter(ParameterSetName = ByName)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IndexTypeCompleter))]
    public string IndexType { get; set; } = "AUTOINDEX";

    /// <summary>The metric of a vector index: COSINE, IP, L2, HAMMING, JACCARD, BM25.</summary>
    [Parameter(ParameterSetName = ByName)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MetricTypeCompleter))]
    public string? MetricType { get; set; }

    /// <summary>Build parameters, for example @{ M = 16; efConstruction = 200 } or @{ nlist = 1024 }.</summary>
    [Parameter(ParameterSetName = ByName)]
    public Hashtable? Parameter { get; set; }

    /// <summary>Returns at once instead of waiting until the index covers all rows.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (ParameterSetName == ByObject)
        {
            foreach (var definition in InputObject)
            {
                ForItem(definition, () => Create(definition));
            }

            return;
        }

        Create(new IndexParameter
        {
            Field = Field,
            Name = Name ?? string.Empty,
            IndexType = IndexType,
            MetricType = MetricType ?? string.Empty,
            Parameter = Tables.ToDictionary(Parameter) ?? [],
        });
    }

    private void Create(IndexParameter definition)
    {
        if (!ShouldProcess($"field {definition.Field} of {Collection} on {Place()}", $"Create index {definition.IndexType}"))
        {
            return;
        }

        var display = new WaitDisplay($"Building the index on {Collection}.{definition.Field}");
        var made = Await((call, token) => IndexCreation.CreateAsync(Client, call, Collection, definition, wait: !NoWait, display, token), Call, display);
        foreach (var index in made)
        {
            WriteObject(Mark(index));
        }
    }
}
