using Milvus.Client;
using Milvus.Values;

namespace Milvus;

/// <summary>Collects rows into batches and sends each when it is full: by rows, or by bytes, whichever comes first.</summary>
internal sealed class EntitySender(MilvusClient client, CallContext call, Collection schema, string? partition, int batchSize)
{
    // Half of what a server takes by default in one message.
    private const long BatchBytes = 32 * 1024 * 1024;

    private readonly RowBatch batch = new(schema, unwrap: value => EntityReader.Unwrap(value) ?? value);
    private readonly List<object> ids = [];

    /// <summary>What the server has acknowledged so far.</summary>
    internal MutationResult Acknowledged { get; } = new() { Collection = schema.Name };

    internal bool IsFull => batch.Count >= batchSize || batch.ByteSize >= BatchBytes;

    internal int Waiting => batch.Count;

    internal void Add(IEnumerable<KeyValuePair<string, object?>> row) => batch.Add(row);

    internal async Task SendAsync(CancellationToken token)
    {
        if (batch.Count == 0)
        {
            return;
        }

        var result = await client.InsertAsync(call, schema.Name, partition, batch, token).ConfigureAwait(false);
        batch.Clear();
        ids.AddRange(result.Id);
        Acknowledged.InsertCount += result.InsertCount;
        Acknowledged.Id = ids;
    }
}
