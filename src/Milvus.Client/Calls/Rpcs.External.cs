using Milvus.Protocol;

namespace Milvus.Client.Calls;

/// <summary>External collections, file resources, replication.</summary>
internal static partial class Rpcs
{
    // Each call starts its own job.
    internal static readonly Rpc<RefreshExternalCollectionRequest, RefreshExternalCollectionResponse> RefreshExternalCollection = new(
        nameof(RefreshExternalCollection),
        RetryClass.UnsafeWrite,
        static (s, r, o) => s.RefreshExternalCollectionAsync(r, o),
        static r => r.Status);

    internal static readonly Rpc<
        GetRefreshExternalCollectionProgressRequest,
        GetRefreshExternalCollectionProgressResponse
    > GetRefreshExternalCollectionProgress = new(
        nameof(GetRefreshExternalCollectionProgress),
        RetryClass.Read,
        static (s, r, o) => s.GetRefreshExternalCollectionProgressAsync(r, o),
        static r => r.Status);

    internal static readonly Rpc<
        ListRefreshExternalCollectionJobsRequest,
        ListRefreshExternalCollectionJobsResponse
    > ListRefreshExternalCollectionJobs = new(
        nameof(ListRefreshExternalCollectionJobs),
        RetryClass.Read,
        static (s, r, o) => s.ListRefreshExternalCollectionJobsAsync(r, o),
        static r => r.Status);

    internal static readonly Rpc<AddFileResourceRequest, Status> AddFileResource =
        new(nameof(AddFileResource), RetryClass.IdempotentWrite, static (s, r, o) => s.AddFileResourceAsync(r, o), static r => r);

    internal static readonly Rpc<RemoveFileResourceRequest, Status> RemoveFileResource =
        new(nameof(RemoveFileResource), RetryClass.IdempotentWrite, static (s, r, o) => s.RemoveFileResourceAsync(r, o), static r => r);

    internal static readonly Rpc<ListFileResourcesRequest, ListFileResourcesResponse> ListFileResources =
        new(nameof(ListFileResources), RetryClass.Read, static (s, r, o) => s.ListFileResourcesAsync(r, o), static r => r.Status);

    // It replaces the whole configuration, so a second call changes nothing.
    internal static readonly Rpc<UpdateReplicateConfigurationRequest, Status> UpdateReplicateConfiguration = new(
        nameof(UpdateReplicateConfiguration),
        RetryClass.IdempotentWrite,
        static (s, r, o) => s.UpdateReplicateConfigurationAsync(r, o),
        static r => r);

    internal static readonly Rpc<GetReplicateConfigurationRequest, GetReplicateConfigurationResponse> GetReplicateConfiguration = new(
        nameof(GetReplicateConfiguration),
        RetryClass.Read,
        static (s, r, o) => s.GetReplicateConfigurationAsync(r, o),
        static r => r.Status);

    internal static readonly Rpc<GetReplicateInfoRequest, GetReplicateInfoResponse> GetReplicateInfo =
        new(nameof(GetReplicateInfo), RetryClass.Read, static (s, r, o) => s.GetReplicateInfoAsync(r, o), static _ => null);
}
