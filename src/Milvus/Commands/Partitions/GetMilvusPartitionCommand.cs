using System.Management.Automation;
using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Objects;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>Lists the partitions of a collection: load state and rows.</summary>
/// <example><code>Get-MilvusPartition words</code>Lists the partitions of the collection.</example>
/// <example>
/// <code>Get-MilvusPartition words year_* | Mount-MilvusPartition</code>
/// Loads the partitions whose names begin with year_.
/// </example>
/// <example>
/// <code>Get-MilvusCollection | Get-MilvusPartition | Where-Object LoadState -EQ NotLoad</code>
/// Lists the partitions of all collections that are not loaded.
/// </example>
[Cmdlet(VerbsCommon.Get, "MilvusPartition", DefaultParameterSetName = ByName, HelpUri = CmdletPages.Folder + "Get-MilvusPartition.md")]
[OutputType(typeof(Partition))]
public sealed class GetMilvusPartitionCommand : GetInCollectionCommand<Partition>
{
    private protected override IReadOnlyList<Partition> List(string collection, Collection? item)
    {
        var client = GetClient(item);
        return Await((call, token) => client.GetPartitionsAsync(call, collection, token), GetCall(item));
    }

    private protected override IEnumerable<Partition> Find(
        Lazy<IReadOnlyList<Partition>> known,
        string collection,
        Collection? item,
        string name)
    {
        var listed = CatalogReader.FindOnly(known.Value, collection, name);
        return [Await((call, token) => CompleteAsync(GetClient(item), call, listed, token), GetCall(item))];
    }

    private protected override Task<Partition> CompleteAsync(
        MilvusClient client,
        CallContext call,
        Partition listed,
        CancellationToken token) => CatalogReader.CompleteAsync(client, call, listed, token);
}
