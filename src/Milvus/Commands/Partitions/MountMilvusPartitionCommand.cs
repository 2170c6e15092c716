using System.Management.Automation;
using Milvus.Client;
using Milvus.Completion;
using Milvus.Core.Calls;
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
        if (ShouldProcess($"partition {name} of {GetCollectionText(collection, item)} on {GetPlace(item)}", "Load partition"))
        {
            LoadAtEnd(collection, name, item);
        }
    }

    private protected override string FindGroup(LoadTarget<Partition> target) => target.Collection;

    private protected override string Describe(LoadTarget<Partition> target) => $"{target.Name} of {target.Collection}";

    private protected override Task StartAsync(
        MilvusClient client,
        CallContext call,
        IReadOnlyList<LoadTarget<Partition>> targets,
        LoadOptions options,
        CancellationToken token) =>
        client.LoadPartitionsAsync(call, targets[0].Collection, [.. targets.Select(target => target.Name)], options, token);

    private protected override Task WaitAsync(
        MilvusClient client,
        CallContext call,
        LoadTarget<Partition> target,
        IProgress<WaitProgress> progress,
        CancellationToken token) => client.WaitForLoadAsync(call, target.Collection, [target.Name], Refresh, progress, token);

    private protected override void Show(LoadTarget<Partition> target)
    {
        var client = GetClient(target.Item);
        var loaded = ReadBack(
            $"Partition {target.Name} of {target.Collection} is {(NoWait ? "being loaded" : "loaded")}",
            new Partition { Name = target.Name, Collection = target.Collection },
            (call, token) => CatalogReader.PartitionAsync(client, call, target.Collection, target.Name, token),
            GetCall(target.Item));
        Write(loaded, target.Item);
    }
}
