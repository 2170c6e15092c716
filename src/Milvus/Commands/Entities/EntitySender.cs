using Milvus.Client;
using Milvus.Values;

namespace Milvus;

/// <summary>
/// Collects rows into batches and sends each when it is full: by rows, or by bytes, whichever comes first. While one is on its way
/// the next is collected; never are two on their way, so that rows arrive in their order.
/// </summary>
internal sealed class EntitySender(
    MilvusClient client,
    CallContext call,
    Collection schema,
    RowWrite options,
    int batchSize,
    bool upsert = false,
    bool partial = false)
{
    // A server spends a while on each request, so that they are large, but not so large that nothing is converted meanwhile.
    private const long BatchBytes = 16 * 1024 * 1024;

    private readonly List<object> _ids = [];
    private RowBatch _collected = New(schema, upsert, partial);
    private RowBatch _sent = New(schema, upsert, partial);
    private Task<MutationResult>? _sending;
    private bool _warned;

    internal Collection Schema => schema;

    /// <summary>Whether a row has to say its key: it replaces another, or the server does not make keys.</summary>
    internal bool NeedsKeys => upsert || schema.PrimaryKey is { AutoId: false };

    /// <summary>What the server has acknowledged so far.</summary>
    internal MutationResult Acknowledged { get; } = new() { Collection = schema.Name };

    internal bool IsFull => _collected.Count >= batchSize || _collected.ByteSize >= BatchBytes;

    /// <summary>The rows on their way.</summary>
    internal int Waiting => _sent.Count;

    /// <summary>Takes a row. Rows of a partial upsert with other fields than those before go in another request.</summary>
    /// <returns>False when what is here must be sent first.</returns>
    internal bool TryAdd(IEnumerable<KeyValuePair<string, object?>> row)
    {
        if (!_collected.Fits(row))
        {
            return false;
        }

        _collected.Add(row);
        return true;
    }

    /// <summary>Waits for the batch that is on its way, then sends the next and does not wait for it.</summary>
    internal async Task SendAsync(CancellationToken token)
    {
        await ArriveAsync().ConfigureAwait(false);
        if (_collected.Count == 0)
        {
            return;
        }

        (_collected, _sent) = (_sent, _collected);
        var batch = _sent;
        _sending = Task.Run(() => client.InsertAsync(call, schema.Name, options, batch, token), token);

        // A pipeline that ends here asks nobody: what failed is then not seen, and is no crash.
        _ = _sending.ContinueWith(
            task => task.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
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
        if (_sending is null)
        {
            return;
        }

        var result = await _sending.ConfigureAwait(false);
        _sending = null;
        WarnOfNewKeys(result);
        _sent.Clear();
        _ids.AddRange(result.Id);
        Acknowledged.InsertCount += result.InsertCount;
        Acknowledged.UpsertCount += result.UpsertCount;
        Acknowledged.Id = _ids;
    }

    private void WarnOfNewKeys(MutationResult result)
    {
        if (upsert && !_warned && result.Id.Where((id, row) => !Equals(id, _sent.KeyOf(row))).Any())
        {
            _warned = true;
            call.Warnings.Enqueue(
                $"The server makes the keys of {schema.Name}, and has given the upserted rows new ones: they are in Id of the result.");
        }
    }
}
