using Milvus.Client;
using Milvus.Values;

namespace Milvus;

/// <summary>
/// Collects rows into batches and sends each when it is full: by rows, or by bytes, whichever comes first. While one is on its way
/// the next is collected; never are two on their way, so that rows arrive in their order.
/// </summary>
internal sealed class EntitySender(MilvusClient client, CallContext call, Collection schema, RowWrite options, int batchSize, bool upsert = false, bool partial = false)
{
    // A server spends a while on each request, so that they are large, but not so large that nothing is converted meanwhile.
    private const long BatchBytes = 16 * 1024 * 1024;

    private readonly List<object> ids = [];
    private RowBatch collected = New(schema, upsert, partial);
    private RowBatch sent = New(schema, upsert, partial);
    private Task<MutationResult>? sending;
    private bool warned;

    internal Collection Schema => schema;

    /// <summary>Whether a row has to say its key: it replaces another, or the server does not make keys.</summary>
    internal bool NeedsKeys => upsert || schema.PrimaryKey is { AutoId: false };

    /// <summary>What the server has acknowledged so far.</summary>
    internal MutationResult Acknowledged { get; } = new() { Collection = schema.Name };

    internal bool IsFull => collected.Count >= batchSize || collected.ByteSize >= BatchBytes;

    /// <summary>The rows on their way.</summary>
    internal int Waiting => sent.Count;

    /// <summary>Takes a row. Rows of a partial upsert with other fields than those before go in another request.</summary>
    /// <returns>False when what is here must be sent first.</returns>
    internal bool TryAdd(IEnumerable<KeyValuePair<string, object?>> row)
    {
        if (!collected.Fits(row))
        {
            return false;
        }

        collected.Add(row);
        return true;
    }

    /// <summary>Waits for the batch that is on its way, then sends the next and does not wait for it.</summary>
    internal async Task SendAsync(CancellationToken token)
    {
        await ArriveAsync().ConfigureAwait(false);
        if (collected.Count == 0)
        {
            return;
        }

        (collected, sent) = (sent, collected);
        var batch = sent;
        sending = Task.Run(() => client.InsertAsync(call, schema.Name, options, batch, token), token);

        // A pipeline that ends here asks nobody: what failed is then not seen, and is no crash.
        _ = sending.ContinueWith(task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    /// <summary>Sends what is left and waits for all of it.</summary>
    internal async Task FinishAsync(CancellationToken token)
    {
        await SendAsync(token).ConfigureAwait(false);
        await ArriveAsync().ConfigureAwait(false);
    }

    private static RowBatch New(Collection schema, bool upsert, bool partial) =>
        new(schema, upsert, EntityReader.Unwrap, partial);

    private async Task ArriveAsync()
    {
        if (sending is null)
        {
            return;
        }

        var result = await sending.ConfigureAwait(false);
        sending = null;
        WarnOfNewKeys(result);
        sent.Clear();
        ids.AddRange(result.Id);
        Acknowledged.InsertCount += result.InsertCount;
        Acknowledged.UpsertCount += result.UpsertCount;
        Acknowledged.Id = ids;
    }

    private void WarnOfNewKeys(MutationResult result)
    {
        if (upsert && !warned && result.Id.Where((id, row) => !Equals(id, sent.KeyOf(row))).Any())
        {
            warned = true;
            call.Warnings.Enqueue($"The server makes the keys of {schema.Name}, and has given the upserted rows new ones: they are in Id of the result.");
        }
    }
}
