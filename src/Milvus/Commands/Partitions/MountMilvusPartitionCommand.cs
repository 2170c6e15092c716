using System.Management.Automation;
using Milvus.Completion;
using Milvus.Objects;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Loads partitions, so that they can be searched and queried, and waits until they are loaded.</summary>
/// <example><code>Mount-MilvusPartition words drafts</code>Loads the partition and waits.</example>
/// <example><code>Mount-MilvusPartition words drafts -NoWait</code>Starts loading and returns at once.</example>
/// <example><code>Get-MilvusPartition words year_* | Mount-MilvusPartition -PassThru</code>Loads several and shows them.</example>
[Cmdlet(VerbsData.Mount, "MilvusPartition", DefaultParameterSetName = ByName,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = CmdletPages.Folder + "Mount-MilvusPartition.md")]
[OutputType(typeof(Partition))]
public sealed class MountMilvusPartitionCommand : LoadCommand<Partition>
{
    /// <summary>The collection.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Alias("CollectionName")]
    [ArgumentCompleter(typeof(CollectionNameCompleter))]
    public string Collection { get; set; } = string.Empty;

    /// <summary>The name, or several; no wildcards.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByName)]
    [ArgumentCompleter(typeof(PartitionNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void Process()
    {
        ForEach(InputObject, partition => Mount(partition.Collection, partition.Name, partition));
        ForEachName(Name, name => Mount(Collection, name, null));
    }

    private void Mount(string collection, string name, Partition? item)
    {
        var client = GetClient(item);
        if (!ShouldProcess($"partition {name} of {GetCollectionText(collection, item)} on {GetPlace(item)}", "Load partition"))
        {
            return;
        }

        Load(
            $"{name} of {collection}",
            item,
            (call, options, token) => client.LoadPartitionsAsync(call, collection, [name], options, token),
            (call, display, token) => client.WaitForLoadAsync(call, collection, [name], Refresh, display, token));
        if (PassThru)
        {
            var loaded = ReadBack(
                $"Partition {name} of {collection} is {(NoWait ? "being loaded" : "loaded")}",
                new Partition { Name = name, Collection = collection },
                (call, token) => CatalogReader.PartitionAsync(client, call, collection, name, token),
                GetCall(item));
            Write(loaded, item);
        }
    }
}
