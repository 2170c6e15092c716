using Milvus.Core.Calls;

namespace Milvus.Client.Schemas;

/// <summary>Converts resource groups from and to messages.</summary>
internal static class ResourceGroupMessages
{
    /// <summary>
    /// The configuration of a new group, or of one whose settings are <paramref name="before"/>. Servers require both numbers, and refuse a
    /// limit below the request.
    /// </summary>
    internal static Protocol.ResourceGroupConfig ToConfig(ResourceGroupSettings settings, ResourceGroup? before)
    {
        var request = settings.RequestNodeCount ?? before?.RequestNodeCount ?? 0;
        var config = new Protocol.ResourceGroupConfig
        {
            Requests = new Protocol.ResourceGroupLimit { NodeNum = request },
            Limits = new Protocol.ResourceGroupLimit { NodeNum = settings.LimitNodeCount ?? before?.LimitNodeCount ?? request },
        };
        config.TransferFrom.AddRange(ToTransfers(settings.TransferFrom ?? before?.TransferFrom));
        config.TransferTo.AddRange(ToTransfers(settings.TransferTo ?? before?.TransferTo));
        var labels = settings.NodeFilter?.Select(label => ParameterText.ToPair(label.Key, label.Value))
            ?? before?.NodeFilter.Select(label => ParameterText.ToPair(label.Key, label.Value));
        if (labels?.ToList() is { Count: > 0 } filter)
        {
            config.NodeFilter = new Protocol.ResourceGroupNodeFilter();
            config.NodeFilter.NodeLabels.AddRange(filter);
        }

        return config;
    }

    internal static ResourceGroup ToGroup(Protocol.ResourceGroup message)
    {
        var group = new ResourceGroup
        {
            Name = message.Name,
            Capacity = message.Capacity,
            AvailableNodeCount = message.NumAvailableNode,
            RequestNodeCount = message.Config?.Requests?.NodeNum,
            LimitNodeCount = message.Config?.Limits?.NodeNum,
            TransferFrom = [.. message.Config?.TransferFrom.Select(transfer => transfer.ResourceGroup) ?? []],
            TransferTo = [.. message.Config?.TransferTo.Select(transfer => transfer.ResourceGroup) ?? []],
            LoadedReplica = new SortedDictionary<string, int>(message.NumLoadedReplica, StringComparer.Ordinal),
            OutgoingNode = new SortedDictionary<string, int>(message.NumOutgoingNode, StringComparer.Ordinal),
            IncomingNode = new SortedDictionary<string, int>(message.NumIncomingNode, StringComparer.Ordinal),
            Node = [.. message.Nodes.Select(node => new QueryNode { Id = node.NodeId, Address = node.Address, HostName = node.Hostname })],
        };
        foreach (var label in message.Config?.NodeFilter?.NodeLabels ?? [])
        {
            group.NodeFilter[label.Key] = label.Value;
        }

        return group;
    }

    internal static Replica ToReplica(Protocol.ReplicaInfo message, string collection) => new()
    {
        Id = message.ReplicaID,
        Collection = collection,
        ResourceGroup = message.ResourceGroupName,
        NodeId = [.. message.NodeIds.Order()],
        PartitionId = [.. message.PartitionIds],
        Shard =
        [
            .. message.ShardReplicas.Select(shard => new ReplicaShard
            {
                Channel = shard.DmChannelName,
                LeaderId = shard.LeaderID,
                LeaderAddress = shard.LeaderAddr,
                NodeId = [.. shard.NodeIds.Order()],
            }),
        ],
        OutboundNode = new SortedDictionary<string, int>(message.NumOutboundNode, StringComparer.Ordinal),
    };

    private static IEnumerable<Protocol.ResourceGroupTransfer> ToTransfers(IReadOnlyList<string>? groups) =>
        groups?.Select(group => new Protocol.ResourceGroupTransfer { ResourceGroup = group }) ?? [];
}
