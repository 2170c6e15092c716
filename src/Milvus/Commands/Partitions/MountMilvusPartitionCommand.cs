using System.Management.Automation;
using Milvus.Completion;

namespace Milvus;

/// <summary>Loads partitions, so that they can be searched and queried, and waits until they are loaded.</summary>
/// <example><code>Mount-MilvusPartition words drafts</code>Loads the partition and waits.</example>
/// <example><code>Mount-MilvusPartition words drafts -NoWait</code>Starts loading and returns at once.</example>
/// <example><code>Get-MilvusPartition words year_* | Mount-MilvusPartition -PassThru</code>Loads several and shows them.</example>
[Cmdlet(
    VerbsData.Mount,
    "MilvusPartition",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Low,
    DefaultParameterSetName = ByName
)]
[OutputType(typeof(Partition))]
public sealed class MountMilvusPartitionCommand : PartitionCommand
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

    /// <summary>Loads what was added by import since the partition was loaded.</summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    /// <summary>Which loads a busy cluster does first: high or low.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(LoadPriorityCompleter))]
    public string? Priority { get; set; }

    /// <summary>Returns at once instead of waiting until the partition is loaded.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Writes the partition.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Act(string collection, string name, Partition? item)
    {
        var client = ClientOf(item);
        var context = CallOf(item);
        if (!ShouldProcess(Named(collection, name, item), "Load partition"))
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
        var display = new WaitDisplay($"Loading {name} of {collection}");
        Await(
            async (call, token) =>
            {
                await client.LoadPartitionsAsync(call, collection, [name], options, token).ConfigureAwait(false);
                if (!NoWait)
                {
                    await client.WaitForLoadAsync(call, collection, [name], Refresh, display, token).ConfigureAwait(false);
                }
            },
            context,
            display);
        if (PassThru)
        {
            var loaded = ReadBack(
                $"Partition {name} of {collection} is {(NoWait ? "being loaded" : "loaded")}",
                new Partition { Name = name, Collection = collection },
                (call, token) => CatalogReader.PartitionAsync(client, call, collection, name, token),
                context);
            WriteObject(Mark(loaded, ConnectionOf(item), context.Database));
        }
    }
}
