using System.Globalization;
using Milvus.Client.Calls;
using Milvus.Client.Values;
using Milvus.Core.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    private const string RestoreStates = "RestoreSnapshot";
    private const string ExportStates = "ExportSnapshot";

    /// <summary>Starts restoring a snapshot into a new collection.</summary>
    internal async Task<SnapshotRestore> StartRestoreAsync(
        CallContext call,
        string collection,
        string name,
        string targetCollection,
        string? targetDatabase,
        CancellationToken token)
    {
        var request = new Protocol.RestoreSnapshotRequest
        {
            Name = name,
            CollectionName = collection,
            DbName = call.Database ?? string.Empty,
            TargetCollectionName = targetCollection,
            TargetDbName = targetDatabase ?? string.Empty,
        };
        var answer = await CallAsync(call, Rpcs.RestoreSnapshot, request, token).ConfigureAwait(false);
        return ToStartedRestore(answer.JobId, name, targetCollection, targetDatabase ?? DatabaseOf(call));
    }

    /// <summary>Starts restoring an exported snapshot.</summary>
    /// <param name="specification">The access settings as JSON; null for none.</param>
    internal async Task<SnapshotRestore> StartExternalRestoreAsync(
        CallContext call,
        string metadataUri,
        string targetCollection,
        string? specification,
        CancellationToken token)
    {
        var request = new Protocol.RestoreExternalSnapshotRequest
        {
            DbName = call.Database ?? string.Empty,
            TargetCollectionName = targetCollection,
            SnapshotMetadataUri = metadataUri,
            ExternalSpec = specification ?? string.Empty,
        };
        var answer = await CallAsync(call, Rpcs.RestoreExternalSnapshot, request, token).ConfigureAwait(false);
        return ToStartedRestore(answer.JobId, string.Empty, targetCollection, DatabaseOf(call));
    }

    internal async Task<SnapshotRestore> GetRestoreAsync(CallContext call, long jobId, CancellationToken token)
    {
        var answer = await CallAsync(
                call,
                Rpcs.GetRestoreSnapshotState,
                new Protocol.GetRestoreSnapshotStateRequest { JobId = jobId },
                token)
            .ConfigureAwait(false);
        return answer.Info is { } info ? ToRestore(info) : throw CreateProtocolError(nameof(Rpcs.GetRestoreSnapshotState), "no job");
    }

    /// <summary>The restores into a collection; an empty name for all of the database.</summary>
    internal async Task<IReadOnlyList<SnapshotRestore>> ListRestoresAsync(CallContext call, string collection, CancellationToken token)
    {
        var request = new Protocol.ListRestoreSnapshotJobsRequest { CollectionName = collection, DbName = call.Database ?? string.Empty };
        var answer = await CallAsync(call, Rpcs.ListRestoreSnapshotJobs, request, token).ConfigureAwait(false);
        return [.. answer.Jobs.Select(ToRestore)];
    }

    /// <summary>Waits until a restore is done. The time limit ends the wait, not the restore.</summary>
    internal async Task<SnapshotRestore> WaitForRestoreAsync(
        CallContext call,
        SnapshotRestore job,
        IProgress<WaitProgress>? progress,
        CancellationToken token)
    {
        var state = job;
        await WaitAsync(
                call,
                $"Restoring {job.Collection} (job {job})",
                async () =>
                {
                    state = await GetRestoreAsync(call, job.JobId, token).ConfigureAwait(false);
                    return IsDone(
                        $"Restoring {job.Collection} (job {job})",
                        state.State,
                        state.Reason,
                        state.Progress,
                        progress,
                        nameof(Rpcs.GetRestoreSnapshotState));
                },
                token)
            .ConfigureAwait(false);
        return state;
    }

    /// <summary>Starts exporting a snapshot to another location.</summary>
    internal async Task<SnapshotExport> StartExportAsync(
        CallContext call,
        string collection,
        string name,
        string targetPath,
        string? specification,
        CancellationToken token)
    {
        var request = new Protocol.ExportSnapshotRequest
        {
            Name = name,
            CollectionName = collection,
            DbName = call.Database ?? string.Empty,
            TargetS3Path = targetPath,
            ExternalSpec = specification ?? string.Empty,
        };
        var answer = await CallAsync(call, Rpcs.ExportSnapshot, request, token).ConfigureAwait(false);
        return new SnapshotExport
        {
            JobId = answer.JobId,
            Snapshot = name,
            Collection = collection,
            Database = DatabaseOf(call),
            State = "Pending",
            MetadataUri = answer.SnapshotMetadataUri,
        };
    }

    internal async Task<SnapshotExport> GetExportAsync(CallContext call, long jobId, CancellationToken token)
    {
        var answer = await CallAsync(call, Rpcs.GetExportSnapshotState, new Protocol.GetExportSnapshotStateRequest { JobId = jobId }, token)
            .ConfigureAwait(false);
        var info = answer.Info ?? throw CreateProtocolError(nameof(Rpcs.GetExportSnapshotState), "no job");
        return new SnapshotExport
        {
            JobId = info.JobId,
            Snapshot = info.SnapshotName,
            Collection = info.CollectionName,
            Database = info.DbName,
            State = JobText.State(info.State, ExportStates),
            Progress = info.Progress,
            Reason = _connection.Secrets.Hide(info.Reason),
            Started = JobText.Time((long)info.StartTime),
            Elapsed = JobText.Span(info.TimeCost),
            TotalFiles = info.TotalFiles,
            CopiedFiles = info.CopiedFiles,
            TotalBytes = info.TotalBytes,
            MetadataUri = info.SnapshotMetadataUri,
        };
    }

    /// <summary>Waits until an export is done. The time limit ends the wait, not the export.</summary>
    internal async Task<SnapshotExport> WaitForExportAsync(
        CallContext call,
        SnapshotExport job,
        IProgress<WaitProgress>? progress,
        CancellationToken token)
    {
        var state = job;
        await WaitAsync(
                call,
                $"Exporting {job.Snapshot} (job {job})",
                async () =>
                {
                    state = await GetExportAsync(call, job.JobId, token).ConfigureAwait(false);
                    return IsDone(
                        $"Exporting {job.Snapshot} (job {job})",
                        state.State,
                        state.Reason,
                        state.Progress,
                        progress,
                        nameof(Rpcs.GetExportSnapshotState));
                },
                token)
            .ConfigureAwait(false);
        return state;
    }

    /// <summary>Whether a job has succeeded; a failed job is an error with the server's reason.</summary>
    private static bool IsDone(string what, string state, string reason, long percent, IProgress<WaitProgress>? progress, string method)
    {
        progress?.Report(
            new WaitProgress((int)Math.Clamp(percent, 0, 100), string.Create(CultureInfo.InvariantCulture, $"{state}, {percent} %")));
        return state switch
        {
            Completed => true,
            Failed => throw CreateJobFailed(what, reason.Length > 0 ? reason : "the server reported no reason", method),
            _ => false,
        };
    }

    private static SnapshotRestore ToStartedRestore(long jobId, string snapshot, string collection, string? database) =>
        new() { JobId = jobId, Snapshot = snapshot, Collection = collection, Database = database, State = "Pending" };

    private static SnapshotRestore ToRestore(Protocol.RestoreSnapshotInfo info) => new()
    {
        JobId = info.JobId,
        Snapshot = info.SnapshotName,
        Collection = info.CollectionName,
        Database = info.DbName,
        State = JobText.State(info.State, RestoreStates),
        Progress = info.Progress,
        Reason = info.Reason,
        Started = JobText.Time((long)info.StartTime),
        Elapsed = JobText.Span(info.TimeCost),
    };
}
