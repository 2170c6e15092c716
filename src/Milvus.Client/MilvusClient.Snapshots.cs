using Milvus.Client.Calls;
using Milvus.Client.Values;
using Milvus.Core.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>Creates a snapshot of the stored state of a collection.</summary>
    /// <param name="protect">How long its segments are protected from compaction; null for no protection.</param>
    internal async Task CreateSnapshotAsync(CallContext call, Snapshot snapshot, TimeSpan? protect, CancellationToken token)
    {
        var request = new Protocol.CreateSnapshotRequest
        {
            Name = snapshot.Name,
            CollectionName = snapshot.Collection,
            Description = snapshot.Description,
            DbName = call.Database ?? string.Empty,
            CompactionProtectionSeconds = (long)(protect?.TotalSeconds ?? 0),
        };
        try
        {
            await CallAsync(call, Rpcs.CreateSnapshot, request, token).ConfigureAwait(false);
        }
        catch (MilvusException e) when (e.ErrorId == MilvusErrorId.AlreadyExists && e.Attempts > 1)
        {
            // The previous attempt may have created it, unless its description or collection differs.
            var there = await DescribeSnapshotAsync(call, snapshot.Collection, snapshot.Name, token).ConfigureAwait(false);
            if (there.Description != snapshot.Description)
            {
                throw;
            }
        }
    }

    internal Task DropSnapshotAsync(CallContext call, string collection, string name, CancellationToken token) => CallAsync(
        call,
        Rpcs.DropSnapshot,
        new Protocol.DropSnapshotRequest { Name = name, CollectionName = collection, DbName = call.Database ?? string.Empty },
        token);

    /// <summary>The names of the snapshots of a collection, sorted.</summary>
    internal async Task<IReadOnlyList<string>> ListSnapshotsAsync(CallContext call, string collection, CancellationToken token)
    {
        var request = new Protocol.ListSnapshotsRequest { CollectionName = collection, DbName = call.Database ?? string.Empty };
        var answer = await CallAsync(call, Rpcs.ListSnapshots, request, token).ConfigureAwait(false);
        return [.. answer.Snapshots.Order(StringComparer.Ordinal)];
    }

    internal async Task<Snapshot> DescribeSnapshotAsync(CallContext call, string collection, string name, CancellationToken token)
    {
        var request = new Protocol.DescribeSnapshotRequest
        {
            Name = name,
            CollectionName = collection,
            DbName = call.Database ?? string.Empty,
        };
        var answer = await CallAsync(call, Rpcs.DescribeSnapshot, request, token).ConfigureAwait(false);
        return new Snapshot
        {
            Name = answer.Name.Length > 0 ? answer.Name : name,
            Collection = answer.CollectionName.Length > 0 ? answer.CollectionName : collection,
            Database = DatabaseOf(call),
            Description = answer.Description,
            Partition = [.. answer.PartitionNames],
            Created = JobText.Time(answer.CreateTs),
            Location = answer.S3Location,
        };
    }

    /// <summary>Protects the files of a snapshot from removal, for a time or until it is unpinned.</summary>
    internal async Task<SnapshotPin> PinSnapshotAsync(
        CallContext call,
        string collection,
        string name,
        TimeSpan? time,
        CancellationToken token)
    {
        var request = new Protocol.PinSnapshotDataRequest
        {
            Name = name,
            CollectionName = collection,
            DbName = call.Database ?? string.Empty,
            TtlSeconds = (long)(time?.TotalSeconds ?? 0),
        };
        var answer = await CallAsync(call, Rpcs.PinSnapshotData, request, token).ConfigureAwait(false);
        return new SnapshotPin
        {
            PinId = answer.PinId,
            Snapshot = name,
            Collection = collection,
            Database = DatabaseOf(call),
            Expires = DateTime.UtcNow + time,
        };
    }

    internal Task UnpinSnapshotAsync(CallContext call, long pinId, CancellationToken token) =>
        CallAsync(call, Rpcs.UnpinSnapshotData, new Protocol.UnpinSnapshotDataRequest { PinId = pinId }, token);
}
