using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;
using Milvus.Values;

namespace Milvus.Commands.Entities;

/// <summary>
/// Collects rows into batches, and sends a batch when it has enough rows or bytes. While one batch is being sent,
/// the next one is collected. Two batches are never sent concurrently, so rows arrive in their order.
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
    // Requests are large because each has a fixed cost, but small enough that sending and converting overlap.
    private const long BatchBytes = 16 * 1024 * 1024;

    // Of a file, whose rows are read while a batch is sent, less is in memory.
    private const long FileBatchBytes = 4 * 1024 * 1024;

    private readonly List<object> _ids = [];
    private RowBatch _collected = CreateBatch(schema, upsert, partial);
    private RowBatch _sent = CreateBatch(schema, upsert, partial);
    private Task<MutationResult>? _sending;
    private RequestKeys? _keys = upsert ? new RequestKeys(schema) : null;
    private bool _warned;

    internal Collection Schema { get; private set; } = schema;

    /// <summary>Whether a row must have its key: for an upsert, or if the server does not generate keys.</summary>
    internal bool NeedsKeys => upsert || Schema.PrimaryKey is { AutoId: false };

    /// <summary>Follows the batches of a transfer; null if only their sum counts, with all keys.</summary>
    internal ISentBatches? Batches { get; init; }

    /// <summary>Whether rows with the keys of a batch are deleted before it is inserted.</summary>
    internal bool DeletesBefore { get; init; }

    /// <summary>Runs before each request of rows; null for nothing.</summary>
    internal Func<CancellationToken, Task>? Prepare { get; init; }

    /// <summary>The rows that the server has acknowledged.</summary>
    internal MutationResult Acknowledged { get; } = new() { Collection = schema.Name };

    internal bool IsFull =>
        _collected.Count >= batchSize || _collected.ByteSize >= (Batches is null ? BatchBytes : FileBatchBytes);

    /// <summary>Whether rows are collected or being sent.</summary>
    internal bool HasRows => _collected.Count > 0 || _sending is not null;

    /// <summary>The rows that are being sent.</summary>
    internal int Waiting => _sent.Count;

    /// <summary>
    /// Adds a row. In an upsert, a row with a key of the request, or with other fields if it is partial, needs another request.
    /// </summary>
    /// <returns>False if the collected rows must be sent first.</returns>
    internal bool TryAdd(IEnumerable<KeyValuePair<string, object?>> row)
    {
        var key = _keys?.Find(row);
        if (!_collected.Fits(row) || _keys?.Contains(key) == true)
        {
            return false;
        }

        _collected.Add(row);
        _keys?.Add(key);
        return true;
    }

    /// <summary>Collects the next rows by another schema of the collection. All rows before were sent.</summary>
    internal void UseSchema(Collection fresh)
    {
        Schema = fresh;
        _collected = CreateBatch(fresh, upsert, partial);
        _sent = CreateBatch(fresh, upsert, partial);
        _keys = upsert ? new RequestKeys(fresh) : null;
    }

    /// <summary>Waits for the running request, then starts the next one.</summary>
    internal async Task SendAsync(CancellationToken token)
    {
        await CompleteAsync().ConfigureAwait(false);
        if (_collected.Count == 0)
        {
            return;
        }

        Batches?.Begin(_collected);
        _keys?.Clear();
        (_collected, _sent) = (_sent, _collected);
        var batch = _sent;
        _sending = Task.Run(() => WriteAsync(batch, token), token);

        // If the pipeline ends here, nobody awaits the request, so its exception is observed here.
        _ = _sending.ContinueWith(
            task => task.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
    }

    /// <summary>Sends the remaining rows and waits for all requests.</summary>
    internal async Task FinishAsync(CancellationToken token)
    {
        await SendAsync(token).ConfigureAwait(false);
        await CompleteAsync().ConfigureAwait(false);
    }

    private async Task<MutationResult> WriteAsync(RowBatch batch, CancellationToken token)
    {
        if (Prepare is not null)
        {
            await Prepare(token).ConfigureAwait(false);
        }

        if (DeletesBefore)
        {
            object[] keys = [.. Enumerable.Range(0, batch.Count).Select(row => batch.GetKey(row)!)];
            await client.DeleteAsync(call, Schema.Name, options, keys, null, null, token).ConfigureAwait(false);
        }

        return await client.InsertAsync(call, Schema.Name, options, batch, token).ConfigureAwait(false);
    }

    private static RowBatch CreateBatch(Collection schema, bool upsert, bool partial) =>
        new(schema, upsert, EntityReader.Unwrap, partial);

    /// <summary>Waits for the running request.</summary>
    internal async Task CompleteAsync()
    {
        if (_sending is null)
        {
            return;
        }

        var result = await _sending.ConfigureAwait(false);
        _sending = null;
        WarnOfNewKeys(result);
        Batches?.End(_sent.Count, result);
        _sent.Clear();
        if (Batches is null)
        {
            _ids.AddRange(result.Id);
        }

        Acknowledged.InsertCount += result.InsertCount;
        Acknowledged.UpsertCount += result.UpsertCount;
        Acknowledged.Id = _ids;
    }

    private void WarnOfNewKeys(MutationResult result)
    {
        if (upsert && !_warned && result.Id.Where((id, row) => !Equals(id, _sent.GetKey(row))).Any())
        {
            _warned = true;
            call.Warnings.Enqueue(
                $"The server generates the keys of {Schema.Name}, and the upserted rows got new ones: see Id of the result.");
        }
    }
}
