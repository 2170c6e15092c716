using System.Collections;
using System.Management.Automation;
using Milvus.Completion;
using Milvus.Values;

namespace Milvus;

/// <summary>Creates an index on a field and waits until it covers all rows.</summary>
/// <example><code>New-MilvusIndex words vector -IndexType HNSW -MetricType COSINE -Parameter @{ M = 16; efConstruction = 200 }</code>A graph index on a vector field.</example>
/// <example><code>New-MilvusIndex customized_setup my_id -IndexType STL_SORT</code>A sorted index on a number.</example>
/// <example><code>New-MilvusIndex words vector -NoWait | Wait-MilvusIndex -TimeoutSec 600</code>Starts the build, and waits for it at most ten minutes.</example>
[Cmdlet(VerbsCommon.New, "MilvusIndex", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(Index))]
public sealed class NewMilvusIndexCommand : CollectionCommand
{
    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>The field to index.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FieldNameCompleter))]
    public string Field { get; set; } = string.Empty;

    /// <summary>The name of the index; the field's name when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>HNSW, IVF_FLAT, STL_SORT, INVERTED …; AUTOINDEX, the server's choice, when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IndexTypeCompleter))]
    public string IndexType { get; set; } = "AUTOINDEX";

    /// <summary>The metric of a vector index: COSINE, IP, L2, HAMMING, JACCARD, BM25.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MetricTypeCompleter))]
    public string? MetricType { get; set; }

    /// <summary>Build parameters, for example @{ M = 16; efConstruction = 200 } or @{ nlist = 1024 }.</summary>
    [Parameter]
    public Hashtable? Parameter { get; set; }

    /// <summary>Returns at once instead of waiting until the index covers all rows.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (!ShouldProcess($"field {Field} of {Collection} on {Place()}", $"Create index {IndexType}"))
        {
            return;
        }

        var display = new WaitDisplay($"Building the index on {Collection}.{Field}");
        var made = Await(
            async (call, token) =>
            {
                var parameters = Tables.ToDictionary(Parameter);
                await Client.CreateIndexAsync(call, Collection, Field, Name, IndexType, MetricType, parameters, token).ConfigureAwait(false);
                var name = await NameKeptAsync(call, token).ConfigureAwait(false);
                if (!NoWait)
                {
                    await Client.WaitForIndexAsync(call, Collection, name, Field, display, token).ConfigureAwait(false);
                }

                var all = await Client.ListIndexesAsync(call, Collection, token).ConfigureAwait(false);
                return all.Where(index => name is null ? index.Field == Field : index.Name == name);
            },
            Call,
            display);
        foreach (var index in made)
        {
            WriteObject(Mark(index));
        }
    }

    // Milvus Lite ignores the name and calls the index after its field.
    private async Task<string?> NameKeptAsync(CallContext call, CancellationToken token)
    {
        if (Name is null)
        {
            return null;
        }

        var all = await Client.ListIndexesAsync(call, Collection, token).ConfigureAwait(false);
        if (all.Any(index => index.Name == Name))
        {
            return Name;
        }

        call.Warnings.Enqueue($"The server did not keep the name {Name} of the index on {Collection}.{Field}: Get-MilvusIndex shows its own.");
        return null;
    }
}
