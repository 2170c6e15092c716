using Milvus.Protocol;

namespace Milvus.Client.Calls;

/// <summary>Resource groups, replicas and nodes.</summary>
internal static partial class Rpcs
{
    internal static readonly Rpc<CreateResourceGroupRequest, Status> CreateResourceGroup =
        new(nameof(CreateResourceGroup), RetryClass.IdempotentWrite, static (s, r, o) => s.CreateResourceGroupAsync(r, o), static r => r);

    internal static readonly Rpc<UpdateResourceGroupsRequest, Status> UpdateResourceGroups =
        new(nameof(UpdateResourceGroups), RetryClass.IdempotentWrite, static (s, r, o) => s.UpdateResourceGroupsAsync(r, o), static r => r);

    internal static readonly Rpc<DropResourceGroupRequest, Status> DropResourceGroup =
        new(nameof(DropResourceGroup), RetryClass.IdempotentWrite, static (s, r, o) => s.DropResourceGroupAsync(r, o), static r => r);

    /// <summary>A retry would move the same number of nodes again.</summary>
    internal static readonly Rpc<TransferNodeRequest, Status> TransferNode =
        new(nameof(TransferNode), RetryClass.UnsafeWrite, static (s, r, o) => s.TransferNodeAsync(r, o), static r => r);

    /// <summary>A retry would move the same number of replicas again.</summary>
    internal static readonly Rpc<TransferReplicaRequest, Status> TransferReplica =
        new(nameof(TransferReplica), RetryClass.UnsafeWrite, static (s, r, o) => s.TransferReplicaAsync(r, o), static r => r);

    /// <summary>A retry would not find the segments, or move other ones.</summary>
    internal static readonly Rpc<LoadBalanceRequest, Status> LoadBalance =
        new(nameof(LoadBalance), RetryClass.UnsafeWrite, static (s, r, o) => s.LoadBalanceAsync(r, o), static r => r);

    internal static readonly Rpc<ListResourceGroupsRequest, ListResourceGroupsResponse> ListResourceGroups =
        new(nameof(ListResourceGroups), RetryClass.Read, static (s, r, o) => s.ListResourceGroupsAsync(r, o), static r => r.Status);

    internal static readonly Rpc<DescribeResourceGroupRequest, DescribeResourceGroupResponse> DescribeResourceGroup =
        new(nameof(DescribeResourceGroup), RetryClass.Read, static (s, r, o) => s.DescribeResourceGroupAsync(r, o), static r => r.Status);

    internal static readonly Rpc<GetReplicasRequest, GetReplicasResponse> GetReplicas =
        new(nameof(GetReplicas), RetryClass.Read, static (s, r, o) => s.GetReplicasAsync(r, o), static r => r.Status);
}
