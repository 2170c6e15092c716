using Milvus.Client.Calls;
using Milvus.Core.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>Requests that the growing segments of a collection are sealed and stored. See <see cref="WaitForFlushAsync"/>.</summary>
    internal async Task<FlushState> StartFlushAsync(CallContext call, string collection, CancellationToken token)
    {
        var answer = await CallAsync(call, Rpcs.Flush, new Protocol.FlushRequest { CollectionNames = { collection } }, token)
            .ConfigureAwait(false);
        return new FlushState
        {
            Collection = collection,
            Database = DatabaseOf(call),
            SegmentId = answer.CollSegIDs.TryGetValue(collection, out var segments) ? [.. segments.Data] : [],
            Timestamp = answer.CollFlushTs.GetValueOrDefault(collection),
        };
    }

    /// <summary>The same for all collections of the database of the call, or of all databases.</summary>
    internal async Task<FlushState> StartFlushAllAsync(CallContext call, CancellationToken token)
    {
        var request = new Protocol.FlushAllRequest { DbName = call.Database ?? string.Empty };
        var answer = await CallAsync(call, Rpcs.FlushAll, request, token).ConfigureAwait(false);
        return new FlushState { Timestamp = answer.FlushAllTs, Database = call.Database };
    }

    /// <summary>The server's current time, as a hybrid timestamp.</summary>
    internal async Task<ulong> AllocTimestampAsync(CallContext call, CancellationToken token) =>
        (await CallAsync(call, Rpcs.AllocTimestamp, new Protocol.AllocTimestampRequest(), token).ConfigureAwait(false)).Timestamp;

    /// <summary>Requests the progress of a flush.</summary>
    internal async Task<FlushState> GetFlushStateAsync(CallContext call, FlushState flush, CancellationToken token)
    {
        if (flush.Collection.Length > 0)
        {
            await CheckCollectionAsync(call, flush.Collection, token).ConfigureAwait(false);
        }

        var flushed =
            flush.Collection.Length > 0
                ? (
                    await CallAsync(
                            call,
                            Rpcs.GetFlushState,
                            new Protocol.GetFlushStateRequest
                            {
                                CollectionName = flush.Collection,
                                FlushTs = flush.Timestamp,
                                SegmentIDs = { flush.SegmentId },
                            },
                            token)
                        .ConfigureAwait(false)
                ).Flushed
                : (
                    await CallAsync(
                            call,
                            Rpcs.GetFlushAllState,
                            new Protocol.GetFlushAllStateRequest { FlushAllTs = flush.Timestamp, DbName = call.Database ?? string.Empty },
                            token)
                        .ConfigureAwait(false)
                ).Flushed;
        return new FlushState
        {
            Collection = flush.Collection,
            Database = flush.Database,
            SegmentId = flush.SegmentId,
            Timestamp = flush.Timestamp,
            Flushed = flushed,
        };
    }

    /// <summary>Waits until a flush is stored. The time limit ends the wait, not the flush.</summary>
    internal async Task<FlushState> WaitForFlushAsync(
        CallContext call,
        FlushState flush,
        IProgress<WaitProgress>? progress,
        CancellationToken token)
    {
        var state = flush;
        await WaitAsync(call, $"Flushing {flush}", async () =>
        {
            state = await GetFlushStateAsync(call, flush, token).ConfigureAwait(false);
            progress?.Report(new WaitProgress(null, state.Flushed ? "stored" : "being stored"));
            return state.Flushed;
        }, token).ConfigureAwait(false);
        return state;
    }
}
