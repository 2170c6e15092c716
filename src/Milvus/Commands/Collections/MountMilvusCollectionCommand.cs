using System.Management.Automation;
using Milvus.Completion;

namespace Milvus;

/// <summary>Loads a collection, so that it can be searched and queried, and waits until it is loaded.</summary>
/// <example><code>Mount-MilvusCollection words</code>Loads the collection and waits.</example>
/// <example><code>Mount-MilvusCollection words -NoWait</code>Starts loading and returns at once.</example>
/// <example><code>Get-MilvusCollection docs* | Mount-MilvusCollection -PassThru</code>Loads several and shows them.</example>
[Cmdlet(
    VerbsData.Mount,
    "MilvusCollection",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Low,
    DefaultParameterSetName = ByName
)]
[OutputType(typeof(Collection))]
public sealed class MountMilvusCollectionCommand : EachCollectionCommand
{
    /// <summary>Copies to load, for throughput; the server's own number when left out.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int? ReplicaCount { get; set; }

    /// <summary>The resource groups whose nodes take the copies; the server's choice when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupNameCompleter))]
    public string[]? ResourceGroup { get; set; }

    /// <summary>The fields to load; all when left out. Older servers load all in any case.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FieldNameCompleter))]
    public string[]? Field { get; set; }

    /// <summary>Leaves the dynamic field on disk.</summary>
    [Parameter]
    public SwitchParameter SkipDynamicField { get; set; }

    /// <summary>Loads what was added by import since the collection was loaded.</summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    /// <summary>Which loads a busy cluster does first: high or low.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(LoadPriorityCompleter))]
    public string? Priority { get; set; }

    /// <summary>Returns at once instead of waiting until the collection is loaded.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Writes the collection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Act(string name, Collection? item)
    {
        var client = ClientOf(item);
        var context = CallOf(item);
        if (!ShouldProcess($"{CollectionText(name, item)} on {Place(item)}", "Load collection"))
        {
            return;
        }

        var options = new LoadOptions
        {
            ReplicaCount = ReplicaCount,
            ResourceGroups = ResourceGroup ?? [],
            Fields = Field ?? [],
            SkipDynamicField = SkipDynamicField,
            Refresh = Refresh,
            Priority = Priority?.ToLowerInvariant(),
        };
        var display = new WaitDisplay($"Loading {name}");
        Await(
            async (call, token) =>
            {
                await client.LoadCollectionAsync(call, name, options, token).ConfigureAwait(false);
                if (!NoWait)
                {
                    await client.WaitForLoadAsync(call, name, Refresh, display, token).ConfigureAwait(false);
                }
            },
            context,
            display);
        if (PassThru)
        {
            var loaded = ReadBack(
                $"Collection {name} is {(NoWait ? "being loaded" : "loaded")}",
                new Collection { Name = name },
                (call, token) => CollectionReader.ReadAsync(client, call, name, token),
                context);
            WriteObject(Mark(loaded, ConnectionOf(item), context.Database));
        }
    }
}
