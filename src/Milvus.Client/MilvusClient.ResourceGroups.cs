using Milvus.Client.Calls;
using Milvus.Client.Schemas;
using Milvus.Core.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>The legacy code of a collection that is not loaded and so has no replicas.</summary>
    private const int ReplicaNotFound = 400;

    /// <summary>The code of a group that exists with other settings.</summary>
    private const int ExistsWithOtherSettings = 301;

    internal async Task CreateResourceGroupAsync(CallContext call, string name, ResourceGroupSettings settings, CancellationToken token)
    {
        var request = new Protocol.CreateResourceGroupRequest
        {
            ResourceGroup = name,
            Config = settings.IsEmpty ? null : ResourceGroupMessages.ToConfig(settings, null),
        };
        try
        {
            await CallAsync(call, Rpcs.CreateResourceGroup, request, token).ConfigureAwait(false);
        }
        catch (MilvusException e) when (e is { ErrorId: MilvusErrorId.AlreadyExists, Attempts: > 1, Code: not ExistsWithOtherSettings })
        {
            call.Verbose.Enqueue($"The attempt before created {name}.");
        }
    }

    /// <summary>
    /// Changes the settings of groups, all or none. Other settings stay: a server replaces the whole configuration of a group,
    /// so the current one is read first.
    /// </summary>
    internal async Task UpdateResourceGroupsAsync(
        CallContext call,
        IReadOnlyDictionary<string, ResourceGroupSettings> changes,
        CancellationToken token)
    {
        var request = new Protocol.UpdateResourceGroupsRequest();
        foreach (var (name, settings) in changes)
        {
            var before = await DescribeResourceGroupAsync(call, name, token).ConfigureAwait(false);
            request.ResourceGroups[name] = ResourceGroupMessages.ToConfig(settings, before);
        }

        await CallAsync(call, Rpcs.UpdateResourceGroups, request, token).ConfigureAwait(false);
    }

    /// <summary>Drops a group; servers refuse one that has nodes, and the default one.</summary>
    internal Task DropResourceGroupAsync(CallContext call, string name, CancellationToken token) =>
        CallAsync(call, Rpcs.DropResourceGroup, new Protocol.DropResourceGroupRequest { ResourceGroup = name }, token);

    /// <summary>The names, sorted.</summary>
    internal async Task<IReadOnlyList<string>> ListResourceGroupsAsync(CallContext call, CancellationToken token)
    {
        var answer = await CallAsync(call, Rpcs.ListResourceGroups, new Protocol.ListResourceGroupsRequest(), token).ConfigureAwait(false);
        return [.. answer.ResourceGroups.Order(StringComparer.Ordinal)];
    }

    internal async Task<ResourceGroup> DescribeResourceGroupAsync(CallContext call, string name, CancellationToken token)
    {
        var request = new Protocol.DescribeResourceGroupRequest { ResourceGroup = name };
        var answer = await CallAsync(call, Rpcs.DescribeResourceGroup, request, token).ConfigureAwait(false);
        return ResourceGroupMessages.ToGroup(
            answer.ResourceGroup ?? throw CreateProtocolError(nameof(Rpcs.DescribeResourceGroup), "no resource group"));
    }

    /// <summary>Moves query nodes from one group to another.</summary>
    internal Task TransferNodeAsync(CallContext call, string source, string target, int count, CancellationToken token)
    {
        var request = new Protocol.TransferNodeRequest { SourceResourceGroup = source, TargetResourceGroup = target, NumNode = count };
        return CallAsync(call, Rpcs.TransferNode, request, token);
    }

    /// <summary>Moves replicas of a collection from one group to another.</summary>
    internal Task TransferReplicaAsync(
        CallContext call,
        string collection,
        string source,
        string target,
        int count,
        CancellationToken token)
    {
        var request = new Protocol.TransferReplicaRequest
        {
            SourceResourceGroup = source,
            TargetResourceGroup = target,
            CollectionName = collection,
            NumReplica = count,
        };
        return CallAsync(call, Rpcs.TransferReplica, request, token);
    }

    /// <summary>Moves loaded segments from one node to others; empty lists leave the choice to the server.</summary>
    internal Task LoadBalanceAsync(
        CallContext call,
        string collection,
        long source,
        IReadOnlyList<long> targets,
        IReadOnlyList<long> segments,
        CancellationToken token)
    {
        var request = new Protocol.LoadBalanceRequest { CollectionName = collection, SrcNodeID = source };
        request.DstNodeIDs.AddRange(targets);
        request.SealedSegmentIDs.AddRange(segments);
        return CallAsync(call, Rpcs.LoadBalance, request, token);
    }

    /// <summary>The replicas of a collection; empty if it is not loaded.</summary>
    internal async Task<IReadOnlyList<Replica>> GetReplicasAsync(CallContext call, string collection, CancellationToken token)
    {
        // Servers before 2.4 use only the id of the collection.
        var described = await DescribeCollectionAsync(call, collection, token).ConfigureAwait(false);
        var request = new Protocol.GetReplicasRequest { CollectionID = described.Id, WithShardNodes = true };
        try
        {
            var answer = await CallAsync(call, Rpcs.GetReplicas, request, token).ConfigureAwait(false);
            return
            [
                .. answer
                    .Replicas.Select(replica => ResourceGroupMessages.ToReplica(replica, described.Name))
                    .OrderBy(replica => replica.Id),
            ];
        }
        catch (MilvusException e) when (e.Code == ReplicaNotFound)
        {
            return [];
        }
    }
}
