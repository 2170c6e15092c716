using Milvus.Client.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>Seals the growing segments of a collection and waits until they are stored.</summary>
    internal async Task FlushCollectionAsync(CallContext call, string collection, CancellationToken token)
    {
        var request = new Protocol.FlushRequest { CollectionNames = { collection } };
        var answer = await CallAsync(call, Rpcs.Flush, request, token).ConfigureAwait(false);
        var state = new Protocol.GetFlushStateRequest { CollectionName = collection };
        if (answer.CollSegIDs.TryGetValue(collection, out var segments))
        {
            state.SegmentIDs.AddRange(segments.Data);
        }

        if (answer.CollFlushTs.TryGetValue(collection, out var timestamp))
        {
            state.FlushTs = timestamp;
        }

        await WaitAsync(call, $"Flushing {collection}", async () =>
        {
            var flushed = await CallAsync(call, Rpcs.GetFlushState, state, token).ConfigureAwait(false);
            return flushed.Flushed;
        }, token).ConfigureAwait(false);
    }
}
