using Milvus.Client.Calls;
using Milvus.Core.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>The states that servers return by default.</summary>
    private static readonly Protocol.SegmentState[] _usualStates =
        [Protocol.SegmentState.Sealed, Protocol.SegmentState.Flushing, Protocol.SegmentState.Flushed];

    /// <summary>The stored segments of a collection, by id.</summary>
    /// <param name="stateNames">The states to return; none for the server's default.</param>
    internal async Task<IReadOnlyList<Segment>> ListStoredSegmentsAsync(
        CallContext call,
        string collection,
        IReadOnlyCollection<string> stateNames,
        CancellationToken token)
    {
        var states = stateNames.Select(Enum.Parse<Protocol.SegmentState>).ToArray();
        if (states.Except(_usualStates).Any())
        {
            // A server that does not support the request would answer as if such segments did not exist.
            Require(ServerFeature.SegmentStates);
        }

        var request = new Protocol.GetPersistentSegmentInfoRequest { CollectionName = collection };
        request.States.AddRange(states);
        var answer = await CallAsync(call, Rpcs.GetPersistentSegmentInfo, request, token).ConfigureAwait(false);
        return
        [
            .. answer
                .Infos.Where(info => states.Length == 0 || states.Contains(info.State))
                .OrderBy(info => info.SegmentID)
                .Select(info => new Segment
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
                    Channel = info.InsertChannel,
                    CompactedFrom = [.. info.CompactionFrom],
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
                // Servers before 2.2 return one node, in a separate field.
                NodeId = info.NodeIds.Count > 0 ? [.. info.NodeIds] : info.NodeID > 0 ? [info.NodeID] : [],
            }),
        ];
    }
}
