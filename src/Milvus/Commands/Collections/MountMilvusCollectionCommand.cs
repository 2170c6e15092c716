using System.Management.Automation;
using Milvus.Completion;
using Milvus.Values;

namespace Milvus;

/// <summary>Loads a collection, so that it can be searched and queried, and waits until it is loaded.</summary>
/// <example><code>Mount-MilvusCollection words</code>Loads the collection and waits.</example>
/// <example><code>Mount-MilvusCollection words -NoWait</code>Starts loading and returns at once.</example>
/// <example><code>Get-MilvusCollection docs* | Mount-MilvusCollection -PassThru</code>Loads several and shows them.</example>
[Cmdlet(VerbsData.Mount, "MilvusCollection", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, DefaultParameterSetName = ByName)]
[OutputType(typeof(Collection))]
public sealed class MountMilvusCollectionCommand : ConnectedCommand
{
    private const string ByName = "ByName";
    private const string ByObject = "ByObject";

    /// <summary>The collection to load.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Alias("Collection", "CollectionName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Collections as Get-MilvusCollection gives them; each is loaded on the connection it came from.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [DeserializedTransformation]
    public Collection[] InputObject { get; set; } = [];

    /// <summary>Copies to load, for throughput; the server's own number when left out.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int? ReplicaCount { get; set; }

    /// <summary>The fields to load; all when left out. Older servers load all in any case.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Field { get; set; }

    /// <summary>Loads what was added by import since the collection was loaded.</summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    /// <summary>Returns at once instead of waiting until the collection is loaded.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Writes the collection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object? Target => ParameterSetName == ByName ? Name : InputObject;

    /// <inheritdoc/>
    protected override void Process()
    {
        if (ParameterSetName == ByName)
        {
            foreach (var name in Name)
            {
                ForItem(name, () => Load(Names.Literal(name, nameof(Name)), null));
            }

            return;
        }

        foreach (var collection in InputObject)
        {
            ForItem(collection, () => Load(collection.Name, collection));
        }
    }

    private void Load(string name, Collection? item)
    {
        var client = ClientOf(item);
        var context = CallOf(item);
        if (!ShouldProcess($"collection {name} on {Place(item)}", "Load collection"))
        {
            return;
        }

        var display = new WaitDisplay($"Loading {name}");
        Await(
            async (call, token) =>
            {
                await client.LoadCollectionAsync(call, name, ReplicaCount, Field, Refresh, token).ConfigureAwait(false);
                if (!NoWait)
                {
                    await client.WaitForLoadAsync(call, name, Refresh, display, token).ConfigureAwait(false);
                }
            },
            context,
            display);
        if (PassThru)
        {
            var loaded = Await((call, token) => CollectionReader.ReadAsync(client, call, name, token), context);
            WriteObject(Mark(loaded, ConnectionOf(item), context.Database));
        }
    }
}
