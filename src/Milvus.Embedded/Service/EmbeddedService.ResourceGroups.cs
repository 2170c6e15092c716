using System.Globalization;
using Grpc.Core;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.ResourceGroups;
using Milvus.Protocol;
using Status = Milvus.Protocol.Status;

namespace Milvus.Embedded.Service;

/// <summary>Resource groups and replicas of one node.</summary>
internal sealed partial class EmbeddedService
{
    private readonly ResourceGroupCatalog _resourceGroups = new(store, clock);

    public override Task<Status> CreateResourceGroup(CreateResourceGroupRequest request, ServerCallContext context) =>
        Run(context, _ => _resourceGroups.Create(request.ResourceGroup, request.Config));

    public override Task<Status> UpdateResourceGroups(UpdateResourceGroupsRequest request, ServerCallContext context) =>
        Run(context, _ => _resourceGroups.Update(request.ResourceGroups));

    public override Task<Status> DropResourceGroup(DropResourceGroupRequest request, ServerCallContext context) =>
        Run(context, _ => _resourceGroups.Drop(request.ResourceGroup, LoadedCollections()));

    public override Task<Status> TransferNode(TransferNodeRequest request, ServerCallContext context) =>
        Run(context, _ =>
        {
            ResourceGroupRules.CheckName(request.SourceResourceGroup);
            ResourceGroupRules.CheckName(request.TargetResourceGroup);
            _resourceGroups.TransferNode(request.SourceResourceGroup, request.TargetResourceGroup, request.NumNode);
        });

    public override Task<Status> TransferReplica(TransferReplicaRequest request, ServerCallContext context) =>
        Run(
            context,
            call =>
            {
                ResourceGroupRules.CheckName(request.SourceResourceGroup);
                ResourceGroupRules.CheckName(request.TargetResourceGroup);
                var collection = catalog.ResolveCollection(call.ResolveDatabase(request.DbName), request.CollectionName);
                Change(
                    collection,
                    () =>
                        _resourceGroups.TransferReplica(
                            collection,
                            request.SourceResourceGroup,
                            request.TargetResourceGroup,
                            request.NumReplica));
            });

    public override Task<ListResourceGroupsResponse> ListResourceGroups(ListResourceGroupsRequest request, ServerCallContext context) =>
        Run(
            context,
            _ =>
            {
                var response = new ListResourceGroupsResponse { Status = Statuses.Ok };
                response.ResourceGroups.AddRange(_resourceGroups.List().Select(group => group.Name));
                return response;
            },
            status => new ListResourceGroupsResponse { Status = status });

    public override Task<DescribeResourceGroupResponse> DescribeResourceGroup(
        DescribeResourceGroupRequest request,
        ServerCallContext context) =>
        Run(
            context,
            _ =>
            {
                var group = _resourceGroups.ResolveGroup(request.ResourceGroup);
                var described = new ResourceGroup
                {
                    Name = group.Name,
                    Capacity = group.Limit,
                    NumAvailableNode = group.HasNode ? 1 : 0,
                    Config = group.Config.Clone(),
                };
                if (group.HasNode)
                {
                    described.Nodes.Add(
                        new NodeInfo
                        {
                            NodeId = Node,
                            Address = Address,
                            Hostname = Environment.MachineName,
                        });
                }

                foreach (var collection in LoadedCollections())
                {
                    var here = _resourceGroups.GroupOf(collection) == group.Name;
                    Count(described.NumLoadedReplica, here, collection);
                    // The node serves a loaded collection even if the collection was moved to another group.
                    Count(described.NumOutgoingNode, here && !group.HasNode, collection);
                    Count(described.NumIncomingNode, !here && group.HasNode, collection);
                }

                return new DescribeResourceGroupResponse { Status = Statuses.Ok, ResourceGroup = described };
            },
            status => new DescribeResourceGroupResponse { Status = status });

    public override Task<GetReplicasResponse> GetReplicas(GetReplicasRequest request, ServerCallContext context) =>
        Run(
            context,
            call =>
            {
                var collection =
                    request.CollectionName.Length > 0
                        ? catalog.ResolveCollection(call.ResolveDatabase(request.DbName), request.CollectionName)
                        : catalog.FindCollection(request.CollectionID);
                if (collection is not { Loaded: true })
                {
                    throw new MilvusError(
                        MilvusError.ReplicaNotFoundCode,
                        $"failed to get replicas by collection: replica not found[replica={collection?.Id ?? request.CollectionID}]");
                }

                var group = _resourceGroups.ResolveGroup(_resourceGroups.GroupOf(collection));
                var replica = new ReplicaInfo
                {
                    ReplicaID = collection.Id,
                    CollectionID = collection.Id,
                    NodeIds = { Node },
                    ResourceGroupName = group.Name,
                };
                if (!group.HasNode)
                {
                    replica.NumOutboundNode.Add(_resourceGroups.List().Single(other => other.HasNode).Name, 1);
                }

                for (var shard = 0; shard < collection.Shards; shard++)
                {
                    replica.ShardReplicas.Add(
                        new ShardReplica
                        {
                            LeaderID = Node,
                            LeaderAddr = Address,
                            DmChannelName = Channel(collection, shard),
                            NodeIds = { Node },
                        });
                }

                return new GetReplicasResponse { Status = Statuses.Ok, Replicas = { replica } };
            },
            status => new GetReplicasResponse { Status = status });

    /// <summary>With one node, a segment can only be moved to the node that has it.</summary>
    public override Task<Status> LoadBalance(LoadBalanceRequest request, ServerCallContext context) =>
        Run(
            context,
            call =>
            {
                var collection = catalog.ResolveCollection(call.ResolveDatabase(request.DbName), request.CollectionName);
                if (!collection.Loaded)
                {
                    throw new MilvusError(MilvusError.NotFullyLoadedCode, $"collection not fully loaded[collection={collection.Id}]");
                }

                if (request.SrcNodeID != Node)
                {
                    throw new MilvusError(
                        MilvusError.NodeNotFoundCode,
                        $"source node not found in any replica of collection {collection.Id}: node not found[node={request.SrcNodeID}]");
                }

                if (request.DstNodeIDs.FirstOrDefault(node => node != Node) is var other && other != 0)
                {
                    throw new MilvusError(
                        MilvusError.NodeNotFoundCode,
                        $"destination node not found in the same replica: node not found[node={other}]");
                }

                // In memory the rows of a partition are the segment; see GetQuerySegmentInfo.
                foreach (
                    var segment in request.SealedSegmentIDs.Where(segment =>
                        collection.Partitions.All(partition => partition.Id != segment || !partition.Loaded)))
                {
                    throw MilvusError.Unexpected($"failed to balance segments: segment {segment} not found in source node {Node}");
                }
            });

    /// <summary>The name of the virtual channel of a shard.</summary>
    private static string Channel(CollectionEntry collection, int shard) =>
        string.Create(CultureInfo.InvariantCulture, $"embedded_{shard}_{collection.Id}v{shard}");

    /// <summary>The node has no address of its own: it is reached through the service.</summary>
    private static string Address => Environment.MachineName;

    private static void Count(IDictionary<string, int> counts, bool counted, CollectionEntry collection)
    {
        if (counted)
        {
            // Collections of different databases may have the same name.
            counts[collection.Name] = (counts.TryGetValue(collection.Name, out var before) ? before : 0) + 1;
        }
    }

    /// <summary>Returns an array, so that the lock of the groups never waits for the lock of the catalog.</summary>
    private CollectionEntry[] LoadedCollections() =>
        [.. catalog.ListDatabases().SelectMany(database => catalog.ListCollections(database.Name)).Where(collection => collection.Loaded)];
}
