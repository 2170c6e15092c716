using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Storage;
using Milvus.Protocol;

namespace Milvus.Embedded.ResourceGroups;

/// <summary>
/// The resource groups, which of them has the only node, and the group of each loaded collection. All rows stay in this process. Groups
/// only decide what may be loaded where, as on a server with one node.
/// </summary>
internal sealed partial class ResourceGroupCatalog
{
    private readonly object _gate = new();
    private readonly Store _store;
    private readonly HybridClock _clock;
    private readonly Dictionary<string, ResourceGroupEntry> _groups;
    private readonly Dictionary<long, string> _replicas;

    public ResourceGroupCatalog(Store store, HybridClock clock)
    {
        const int NoLimit = 1000000;
        _store = store;
        _clock = clock;
        _groups = store.Read(sql => sql.ListResourceGroups()).ToDictionary(group => group.Name, StringComparer.Ordinal);
        _replicas = store.Read(sql => sql.ReadReplicas());
        _groups.TryAdd(
            ResourceGroupEntry.DefaultName,
            new ResourceGroupEntry(
                ResourceGroupEntry.DefaultName,
                ResourceGroupEntry.Numbers(0, NoLimit),
                !_groups.Values.Any(group => group.HasNode),
                0));
    }

    public IReadOnlyList<ResourceGroupEntry> List()
    {
        lock (_gate)
        {
            return [.. _groups.Values.OrderBy(group => group.Created)];
        }
    }

    public ResourceGroupEntry ResolveGroup(string name)
    {
        lock (_gate)
        {
            return _groups.GetValueOrDefault(name) ?? throw CreateNotFound(name);
        }
    }

    /// <summary>The group of a loaded collection.</summary>
    public string GroupOf(CollectionEntry collection)
    {
        lock (_gate)
        {
            return _replicas.GetValueOrDefault(collection.Id, ResourceGroupEntry.DefaultName);
        }
    }

    /// <summary>Creates a group. As in Milvus 3.0, an existing group with the same settings is not an error.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="config">Its settings; null for a group that requests no node and allows none.</param>
    public void Create(string name, ResourceGroupConfig? config)
    {
        ResourceGroupRules.CheckName(name);
        var wanted = config?.Clone() ?? ResourceGroupEntry.Numbers(0, 0);
        lock (_gate)
        {
            if (_groups.TryGetValue(name, out var there))
            {
                if (there.Config.Equals(wanted))
                {
                    return;
                }

                throw new MilvusError(
                    MilvusError.ResourceGroupExistsCode,
                    $"resource group already exist, but create with different config[rg={name}]");
            }

            ResourceGroupRules.CheckConfig(name, wanted, _groups.ContainsKey);
            Change([new ResourceGroupEntry(name, wanted, false, _clock.Next())]);
        }
    }

    /// <summary>Changes the settings of groups: of all or of none.</summary>
    public void Update(IEnumerable<KeyValuePair<string, ResourceGroupConfig>> configs)
    {
        lock (_gate)
        {
            var changed = new List<ResourceGroupEntry>();
            foreach (var (name, config) in configs)
            {
                var group = _groups.GetValueOrDefault(name) ?? throw CreateNotFound(name);
                ResourceGroupRules.CheckConfig(name, config, _groups.ContainsKey);
                changed.Add(group with { Config = config.Clone() });
            }

            Change(changed);
        }
    }

    /// <summary>Drops a group without node and collections. As in Milvus, a missing group is not an error.</summary>
    public void Drop(string name, IEnumerable<CollectionEntry> loaded)
    {
        lock (_gate)
        {
            if (loaded.FirstOrDefault(collection => GroupOf(collection) == name) is { } collection)
            {
                throw MilvusError.Parameter(
                    $"some replicas still loaded in resource group[{name}], release it first",
                    "empty resource group",
                    $"resource group {name} has collection {collection.Id} loaded");
            }

            if (!_groups.TryGetValue(name, out var group))
            {
                return;
            }

            ResourceGroupRules.CheckDrop(group, _groups.Values);
            _store.Write(sql => sql.RemoveResourceGroup(name));
            _groups.Remove(name);
        }
    }

    private static MilvusError CreateNotFound(string name) =>
        new(MilvusError.ResourceGroupNotFoundCode, $"resource group not found[rg={name}]");

    /// <summary>Stores changed groups, and moves the node to the group that requests it. The caller holds the lock.</summary>
    private void Change(IReadOnlyCollection<ResourceGroupEntry> changed)
    {
        var groups = new Dictionary<string, ResourceGroupEntry>(_groups, StringComparer.Ordinal);
        foreach (var group in changed)
        {
            groups[group.Name] = group;
        }

        var holder = ChooseHolder(groups);
        foreach (var group in groups.Values.ToArray())
        {
            groups[group.Name] = group with { HasNode = group.Name == holder };
        }

        var written = groups.Values.Where(group => _groups.GetValueOrDefault(group.Name) != group).ToArray();
        _store.Write(sql =>
        {
            foreach (var group in written)
            {
                sql.SetResourceGroup(group);
            }
        });
        foreach (var group in written)
        {
            _groups[group.Name] = group;
        }
    }

    /// <summary>
    /// The group that gets the node. It is the current holder if it requests a node, else the first group that requests one, else the
    /// current holder if its limit allows a node, else the default group.
    /// </summary>
    private static string ChooseHolder(Dictionary<string, ResourceGroupEntry> groups)
    {
        var ordered = groups.Values.OrderBy(group => group.Name == ResourceGroupEntry.DefaultName).ThenBy(group => group.Created).ToArray();
        var holder = ordered.FirstOrDefault(group => group.HasNode);
        var chosen = holder is { Request: > 0 } ? holder
            : ordered.FirstOrDefault(group => group.Request > 0) ?? (holder is { Limit: > 0 } ? holder : null);
        return chosen?.Name ?? ResourceGroupEntry.DefaultName;
    }
}
