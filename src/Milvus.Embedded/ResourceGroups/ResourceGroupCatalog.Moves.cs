using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Storage;

namespace Milvus.Embedded.ResourceGroups;

/// <summary>Moves the node and loaded collections between groups. Order of checks, codes and texts are those of Milvus 3.0.</summary>
internal sealed partial class ResourceGroupCatalog
{
    public void TransferNode(string source, string target, int nodes)
    {
        ResourceGroupRules.CheckPair(source, target);
        if (nodes <= 0)
        {
            throw CreateInvalid("NumNode > 0", $"invalid NumNode {nodes}");
        }

        lock (_gate)
        {
            var giver = ResolveGroup(source);
            var taker = ResolveGroup(target);
            if (nodes > Nodes(giver))
            {
                throw CreateNotEnough(giver, nodes);
            }

            var giving = giver.Config.Clone();
            giving.Requests.NodeNum = Math.Max(0, giving.Requests.NodeNum - nodes);
            // The limit of the default group stays, because it may always have all nodes.
            giving.Limits.NodeNum =
                source == ResourceGroupEntry.DefaultName ? giving.Limits.NodeNum : Math.Max(0, giving.Limits.NodeNum - nodes);
            var taking = taker.Config.Clone();
            taking.Requests.NodeNum += nodes;
            taking.Limits.NodeNum = Math.Max(taking.Limits.NodeNum, taking.Requests.NodeNum);
            Change([giver with { Config = giving, HasNode = false }, taker with { Config = taking, HasNode = true }]);
        }
    }

    /// <summary>
    /// Moves a loaded collection to a group. The group need not have the node, which then serves the collection from another group.
    /// </summary>
    public void TransferReplica(CollectionEntry collection, string source, string target, long replicas)
    {
        lock (_gate)
        {
            ResolveGroup(source);
            ResolveGroup(target);
            ResourceGroupRules.CheckPair(source, target);
            if (replicas <= 0)
            {
                throw CreateInvalid("NumReplica > 0", $"invalid NumReplica {replicas}");
            }

            if (!collection.Loaded)
            {
                throw MilvusError.CreateNotLoaded("", collection.Name);
            }

            if (replicas > 1)
            {
                throw MilvusError.Parameter(
                    "the number of replicas to transfer is greater than the number of replicas in the collection",
                    replicas,
                    1);
            }

            if (GroupOf(collection) != source)
            {
                throw CreateInvalid(
                    "NumReplica not greater than the number of replica in source resource group",
                    $"only found [0] replicas of collection [{collection.Name}] in source resource group [{source}], but {replicas} require"
                );
            }

            SetGroup(collection, target);
        }
    }

    /// <summary>Checks the resource group and the number of replicas before a collection is loaded.</summary>
    /// <param name="collection">The collection that is loaded, as a whole or by partitions.</param>
    /// <param name="groups">The requested groups; empty for the default.</param>
    /// <param name="replicas">The requested number of replicas; 0 for one.</param>
    /// <param name="what">"collection" or "partitions", for errors.</param>
    /// <returns>The group in which the collection is loaded.</returns>
    public string GroupForLoad(CollectionEntry collection, IReadOnlyList<string> groups, int replicas, string what)
    {
        lock (_gate)
        {
            replicas = Math.Max(1, replicas);
            if (groups.Count > 1 && groups.Count != replicas)
            {
                throw MilvusError.Parameter(
                    $"replica=[{replicas}] resource group=[{string.Join(',', groups)}], resource group num can only be 0, 1 or same "
                        + "as replica number");
            }

            if (replicas > 1)
            {
                throw collection.Loaded
                    ? MilvusError.Parameter($"can't change the replica number for loaded {what}", 1, replicas)
                    : new MilvusError(MilvusError.ResourcesInsufficientCode,
                        $"when load {replicas} replica count: service resource "
                            + $"insufficient[currentStreamingNode=1][expectedStreamingNode={replicas}]");
            }

            var wanted = ResolveGroup(groups.Count > 0 ? groups[0] : ResourceGroupEntry.DefaultName);
            if (collection.Loaded)
            {
                return groups.Count > 0 ? wanted.Name : GroupOf(collection);
            }

            return Nodes(wanted) > 0 ? wanted.Name : throw CreateNotEnough(wanted, replicas);
        }
    }

    /// <summary>Stores the group in which a collection is loaded.</summary>
    public void SetGroup(CollectionEntry collection, string group)
    {
        lock (_gate)
        {
            if (GroupOf(collection) != group)
            {
                _store.Write(sql => sql.SetReplica(collection.Id, group));
                _replicas[collection.Id] = group;
            }
        }
    }

    private static int Nodes(ResourceGroupEntry group) => group.HasNode ? 1 : 0;

    private static MilvusError CreateNotEnough(ResourceGroupEntry group, int expected) => new(MilvusError.ResourceGroupNodesCode,
        $"resource group node not enough[rg={group.Name}][currentNodeNum={Nodes(group)}][expectedNodeNum={expected}]");

    private static MilvusError CreateInvalid(string expected, string actual) =>
        new(MilvusError.ParameterCode, $"invalid parameter[expected={expected}][actual={actual}]");
}
