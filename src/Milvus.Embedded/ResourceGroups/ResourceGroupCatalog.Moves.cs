using Milvus.Embedded.Catalog;
using Milvus.Embedded.Service;
using Milvus.Embedded.Storage;

namespace Milvus.Embedded.ResourceGroups;

/// <summary>Moving the node and loaded collections between groups; order, codes and texts of 2.3.5.</summary>
internal sealed partial class ResourceGroupCatalog
{
    public void TransferNode(string source, string target, int nodes, IEnumerable<CollectionEntry> loaded)
    {
        lock (_gate)
        {
            var from = _groups.GetValueOrDefault(source) ?? throw MilvusError.Parameter("source resource group not found", "valid resource group", source);
            var to = _groups.GetValueOrDefault(target) ?? throw MilvusError.Parameter("target resource group not found", "valid resource group", target);
            if (nodes <= 0)
            {
                throw Invalid("NumNode > 0", $"invalid NumNode {nodes}");
            }
            if (source == target && loaded.FirstOrDefault(collection => GroupOf(collection) == source) is { } collection)
            {
                throw Invalid("resource groups load not the same collection", $"collection {collection.Id} loaded for both");
            }
            if (nodes > (from.HasNode ? 1 : 0))
            {
                throw NotEnough();
            }
            if (source != target)
            {
                Change([Resized(from, -nodes) with { HasNode = false }, Resized(to, nodes) with { HasNode = true }]);
            }
        }
    }

    public void TransferReplica(CollectionEntry collection, string source, string target, long replicas)
    {
        lock (_gate)
        {
            if (!_groups.ContainsKey(source))
            {
                throw new MilvusError(MilvusError.ResourceGroupNotFoundCode, $"the source resource group[{source}] doesn't exist: resource group not found[rg={source}]");
            }
            if (!_groups.TryGetValue(target, out var to))
            {
                throw new MilvusError(MilvusError.ResourceGroupNotFoundCode, $"the target resource group[{target}] doesn't exist: resource group not found[rg={target}]");
            }
            if (replicas <= 0)
            {
                throw Invalid("NumReplica > 0", $"invalid NumReplica {replicas}");
            }
            var there = collection.Loaded && GroupOf(collection) == source ? 1 : 0;
            if (replicas > there)
            {
                throw Invalid("NumReplica not greater than the number of replica in source resource group", $"only found [{there}] replicas in source resource group[{source}]");
            }
            if (source == target)
            {
                throw Invalid("no same collection in target resource group",
                    $"found [1] replicas of same collection in target resource group[{target}], dynamically increase replica num is unsupported");
            }
            if (!to.HasNode)
            {
                throw NotEnough();
            }
            SetGroup(collection, target);
        }
    }

    /// <summary>Checks where a collection is to be loaded, and how often, before it is.</summary>
    /// <param name="what">What is loaded: collection or partitions.</param>
    /// <returns>The group.</returns>
    public string GroupForLoad(CollectionEntry collection, IReadOnlyList<string> groups, int replicas, string what)
    {
        lock (_gate)
        {
            if (groups.Count > 1 && groups.Contains(ResourceGroupEntry.DefaultName))
            {
                throw new MilvusError(MilvusError.ParameterCode,
                    $"failed to load collection: invalid parameter[expected=no default resource group mixed with the other resource group(s)][actual={ResourceGroupEntry.DefaultName}]");
            }
            if (collection.Loaded)
            {
                var there = GroupOf(collection);
                if (replicas > 1)
                {
                    throw MilvusError.Parameter($"can't change the replica number for loaded {what}", 1, replicas);
                }
                return groups.FirstOrDefault(group => group != there) is { } other
                    ? throw MilvusError.Parameter("given resource group not found", "created resource group(s)", other)
                    : there;
            }
            var wanted = groups.Count > 0 ? groups : [ResourceGroupEntry.DefaultName];
            if (wanted.FirstOrDefault(group => !_groups.ContainsKey(group)) is { } missing)
            {
                throw new MilvusError(MilvusError.ResourceGroupNotFoundCode, $"failed to spawn replica for collection: resource group not found[rg={missing}]");
            }
            return replicas <= 1 && wanted.Count == 1 && _groups[wanted[0]].HasNode ? wanted[0] : throw NotEnough();
        }
    }

    /// <summary>Notes the group a collection is loaded in.</summary>
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

    private static ResourceGroupEntry Resized(ResourceGroupEntry group, int nodes)
    {
        var config = group.Config.Clone();
        config.Requests.NodeNum = Math.Max(0, config.Requests.NodeNum + nodes);
        // The default group may always have all nodes.
        config.Limits.NodeNum = group.Name == ResourceGroupEntry.DefaultName ? config.Limits.NodeNum : Math.Max(0, config.Limits.NodeNum + nodes);
        return group with { Config = config };
    }

    private static MilvusError NotEnough() => MilvusError.Unexpected("nodes not enough");

    private static MilvusError Invalid(string expected, string actual) => new(MilvusError.ParameterCode, $"invalid parameter[expected={expected}][actual={actual}]");
}
