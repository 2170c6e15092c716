using System.Collections;
using System.Management.Automation;
using Milvus.Commands.Indexes;
using Milvus.Completion;
using Milvus.Pipeline;
using Milvus.Settings;
using Milvus.Transformations;

namespace Milvus;

/// <summary>Creates an index on a field and waits until it covers all rows.</summary>
/// <remarks>
/// If rows are inserted meanwhile, the wait ends when as many rows are indexed as there were at its start. The server indexes the others
/// later. about_Milvus_Indexes says which index fits which need. A field has one index: remove it before you create another.
/// </remarks>
/// <example>
/// <code>New-MilvusIndex words vector -IndexType HNSW -MetricType COSINE -Parameter @{ M = 16; efConstruction = 200 }</code>
/// Creates a graph index on a vector field.
/// </example>
/// <example>
/// <code>Get-MilvusCollection docs* | New-MilvusIndex -Field vector</code>
/// Creates the same index in several collections.
/// </example>
/// <example><code>New-MilvusIndex customized_setup my_id -IndexType STL_SORT</code>Creates a sorted index on a number field.</example>
/// <example>
/// <code>New-MilvusIndex words vector -NoWait | Wait-MilvusIndex -TimeoutSec 600</code>
/// Starts the build, and waits at most ten minutes.
/// </example>
/// <example>
/// <code>$table = [hashtable]::new(); $table['M'] = 16; $table['m'] = 3;
///     New-MilvusIndex words vector -IndexType HNSW_PQ -MetricType COSINE -Parameter $table</code>
/// Specifies both M (links of the graph) and m (parts of a vector), which would be the same key in @{ }.
/// </example>
[Cmdlet(VerbsCommon.New, "MilvusIndex", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, DefaultParameterSetName = ByName,
    HelpUri = CmdletPages.Folder + "New-MilvusIndex.md")]
[OutputType(typeof(Index))]
public sealed class NewMilvusIndexCommand : ConnectedCommand
{
    private const string ByParameter = "ByParameter";
    private const string ByObjectAndParameter = "ByObjectAndParameter";

    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByParameter)]
    [Alias("CollectionName")]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>Collections as Get-MilvusCollection returns them; the connection each came from is used.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObjectAndParameter)]
    [DeserializedTransformation]
    public Collection[] InputObject { get; set; } = [];

    /// <summary>The indexes as New-MilvusIndexParameter defines them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByParameter)]
    [Parameter(Mandatory = true, ParameterSetName = ByObjectAndParameter)]
    [DeserializedTransformation(IsDefinition = true)]
    public IndexParameter[] IndexParameter { get; set; } = [];

    /// <summary>The field to index.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByName)]
    [Parameter(Mandatory = true, ParameterSetName = ByObject)]
    [ArgumentCompleter(typeof(IndexableFieldCompleter))]
    public string Field { get; set; } = string.Empty;

    /// <summary>The name of the index; the field's name when left out.</summary>
    [Parameter]
    [OnlyIn(ByName, ByObject)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>HNSW, IVF_FLAT, STL_SORT, INVERTED …; AUTOINDEX, the server's choice, when left out.</summary>
    [Parameter]
    [OnlyIn(ByName, ByObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IndexTypeCompleter))]
    public string IndexType { get; set; } = "AUTOINDEX";

    /// <summary>
    /// The metric of a vector index: COSINE, IP, L2, HAMMING, JACCARD, BM25. Every type but AUTOINDEX requires it for vectors. With
    /// AUTOINDEX, the server chooses when it is left out: the embedded engine COSINE, Milvus 2.3.5 IP. Indexes of other fields have none.
    /// </summary>
    [Parameter]
    [OnlyIn(ByName, ByObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MetricTypeCompleter))]
    public string? MetricType { get; set; }

    /// <summary>Build parameters, for example @{ M = 16; efConstruction = 200 } or @{ nlist = 1024 }.</summary>
    [Parameter]
    [OnlyIn(ByName, ByObject)]
    [ArgumentCompleter(typeof(SettingCompleter))]
    public Hashtable? Parameter { get; set; }

    /// <summary>Returns without waiting until the index covers all rows.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    private IReadOnlyList<IndexParameter> Wanted => ParameterSetName is ByParameter or ByObjectAndParameter
        ? IndexParameter
        :
        [
            new IndexParameter
            {
                Field = Field,
                Name = Name ?? string.Empty,
                IndexType = IndexType,
                MetricType = MetricType ?? string.Empty,
                Parameter = ReadTable(nameof(Parameter)) ?? [],
            },
        ];

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var definition in Wanted)
        {
            if (ParameterSetName is ByName or ByParameter)
            {
                ForItem(ParameterSetName is ByName ? Collection : definition, () => Create(Collection, definition, null));
                continue;
            }

            foreach (var collection in InputObject)
            {
                ForItem(collection, () => Create(collection.Name, definition, collection));
            }
        }
    }

    private void Create(string collection, IndexParameter definition, Collection? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        if (!ShouldProcess(
                $"field {definition.Field} of {GetCollectionText(collection, item)} on {GetPlace(item)}",
                $"Create index {definition.IndexType}"))
        {
            return;
        }

        var display = new WaitDisplay($"Building the index on {collection}.{definition.Field}");
        var made = Await(
            (call, token) => IndexCreation.CreateAsync(client, call, collection, definition, wait: !NoWait, display, token),
            context,
            display);
        foreach (var index in made)
        {
            Write(index, item);
        }
    }
}
