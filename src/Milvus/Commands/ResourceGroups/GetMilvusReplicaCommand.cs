using System.Management.Automation;
using Milvus.Pipeline;

namespace Milvus;

/// <summary>
/// Lists the replicas of collections: their resource groups, nodes and shards. A collection that is not loaded has no replicas.
/// </summary>
/// <example><code>Get-MilvusReplica words</code>Lists the replicas of the collection.</example>
/// <example>
/// <code>(Get-MilvusReplica words).Shard | Format-Table Channel, LeaderId, LeaderAddress</code>
/// Shows the leader nodes of its shards.
/// </example>
/// <example>
/// <code>Get-MilvusCollection | Get-MilvusReplica | Group-Object ResourceGroup</code>
/// Counts the replicas of each resource group.
/// </example>
[Cmdlet(VerbsCommon.Get, "MilvusReplica", DefaultParameterSetName = ByName, HelpUri = CmdletPages.Folder + "Get-MilvusReplica.md")]
[OutputType(typeof(Replica))]
public sealed class GetMilvusReplicaCommand : InCollectionCommand<Collection>
{
    private protected override void Act(string collection, Collection? item)
    {
        var client = GetClient(item);
        var context = GetCall(item);
        foreach (var replica in Await((call, token) => client.GetReplicasAsync(call, collection, token), context))
        {
            Write(replica, item);
        }
    }
}
