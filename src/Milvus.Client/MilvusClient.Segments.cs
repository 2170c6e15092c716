using Milvus.Client.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>The stored segments of a collection, by id.</summary>
    internal async Task<IReadOnlyList<Segment>> ListStoredSegmentsAsync(CallContext call, string collection, CancellationToken token)
    {
        var request = new Protocol.GetPersistentSegmentInfoRequest { CollectionName = collection };
        var answer = await CallAsync(call, Rpcs.GetPersistentSegmentInfo, request, token).ConfigureAwait(false);
        return
        [
            .. answer.Infos.OrderBy(info => info.SegmentID).Select(info => new Segment
            {
                Id = info.SegmentID,
                Collection = collection,
                Database = DatabaseOf(call),
                CollectionId = info.CollectionID,
                PartitionId = info.PartitionID,
                RowCount = info.NumRows,
                State = info.State.ToString(),
                Level = info.Level.ToString(),
                Sorted = info.IsSorted,
                StorageVersion = info.StorageVersion,
            }),
        ];
    }

    /// <summary>The segments of a collection that query nodes have loaded, by id.</summary>
    internal async Task<IReadOnlyList<Segment>> ListLoadedSegmentsAsync(CallContext call, string collection, CancellationToken token)
    {
        var request = new Protocol.GetQuerySegmentInfoRequest { CollectionName = collection };
        var answer = await CallAsync(call, Rpcs.GetQuerySegmentInfo, request, token).ConfigureAwait(false);
        return
        [
            .. answer.Infos.OrderBy(info => info.SegmentID).Select(info => new Segment
            {
                Id = info.SegmentID,
                Collection = collection,
                Database = DatabaseOf(call),
                CollectionId = info.CollectionID,
                PartitionId = info.PartitionID,
                RowCount = info.NumRows,
                State = info.State.ToString(),
                Level = info.Level.ToString(),
                Sorted = info.IsSorted,
                StorageVersion = info.StorageVersion,
                Loaded = true,
                MemorySize = info.MemSize,
                IndexName = info.IndexName,
                // Servers before 2.2 name one node, in a field of its own.
                NodeId = info.NodeIds.Count > 0 ? [.. info.NodeIds] : info.NodeID > 0 ? [info.NodeID] : [],
            }),
        ];
    }
}
