using Milvus.Protocol;

namespace Milvus.Client.Calls;

/// <summary>Snapshots.</summary>
internal static partial class Rpcs
{
    internal static readonly Rpc<CreateSnapshotRequest, Status> CreateSnapshot =
        new(nameof(CreateSnapshot), RetryClass.IdempotentWrite, static (s, r, o) => s.CreateSnapshotAsync(r, o), static r => r);

    internal static readonly Rpc<DropSnapshotRequest, Status> DropSnapshot =
        new(nameof(DropSnapshot), RetryClass.IdempotentWrite, static (s, r, o) => s.DropSnapshotAsync(r, o), static r => r);

    internal static readonly Rpc<ListSnapshotsRequest, ListSnapshotsResponse> ListSnapshots =
        new(nameof(ListSnapshots), RetryClass.Read, static (s, r, o) => s.ListSnapshotsAsync(r, o), static r => r.Status);

    internal static readonly Rpc<DescribeSnapshotRequest, DescribeSnapshotResponse> DescribeSnapshot =
        new(nameof(DescribeSnapshot), RetryClass.Read, static (s, r, o) => s.DescribeSnapshotAsync(r, o), static r => r.Status);

    // Each of these starts its own job, or creates its own pin.
    internal static readonly Rpc<RestoreSnapshotRequest, RestoreSnapshotResponse> RestoreSnapshot =
        new(nameof(RestoreSnapshot), RetryClass.UnsafeWrite, static (s, r, o) => s.RestoreSnapshotAsync(r, o), static r => r.Status);

    internal static readonly Rpc<RestoreExternalSnapshotRequest, RestoreExternalSnapshotResponse> RestoreExternalSnapshot = new(
        nameof(RestoreExternalSnapshot),
        RetryClass.UnsafeWrite,
        static (s, r, o) => s.RestoreExternalSnapshotAsync(r, o),
        static r => r.Status);

    internal static readonly Rpc<ExportSnapshotRequest, ExportSnapshotResponse> ExportSnapshot =
        new(nameof(ExportSnapshot), RetryClass.UnsafeWrite, static (s, r, o) => s.ExportSnapshotAsync(r, o), static r => r.Status);

    internal static readonly Rpc<PinSnapshotDataRequest, PinSnapshotDataResponse> PinSnapshotData =
        new(nameof(PinSnapshotData), RetryClass.UnsafeWrite, static (s, r, o) => s.PinSnapshotDataAsync(r, o), static r => r.Status);

    internal static readonly Rpc<UnpinSnapshotDataRequest, Status> UnpinSnapshotData =
        new(nameof(UnpinSnapshotData), RetryClass.IdempotentWrite, static (s, r, o) => s.UnpinSnapshotDataAsync(r, o), static r => r);

    internal static readonly Rpc<GetRestoreSnapshotStateRequest, GetRestoreSnapshotStateResponse> GetRestoreSnapshotState = new(
        nameof(GetRestoreSnapshotState),
        RetryClass.Read,
        static (s, r, o) => s.GetRestoreSnapshotStateAsync(r, o),
        static r => r.Status);

    internal static readonly Rpc<ListRestoreSnapshotJobsRequest, ListRestoreSnapshotJobsResponse> ListRestoreSnapshotJobs = new(
        nameof(ListRestoreSnapshotJobs),
        RetryClass.Read,
        static (s, r, o) => s.ListRestoreSnapshotJobsAsync(r, o),
        static r => r.Status);

    internal static readonly Rpc<GetExportSnapshotStateRequest, GetExportSnapshotStateResponse> GetExportSnapshotState =
        new(nameof(GetExportSnapshotState), RetryClass.Read, static (s, r, o) => s.GetExportSnapshotStateAsync(r, o), static r => r.Status);
}
