using System.Globalization;
using Milvus.Client;
using Milvus.Files;

namespace Milvus;

/// <summary>Copies the rows of a collection into another of the same schema, page by page.</summary>
internal sealed class RowCopy
{
    private const long BatchBytes = 16 * 1024 * 1024;

    private readonly MilvusClient source;
    private readonly CallContext from;
    private readonly Collection original;
    private readonly MilvusClient target;
    private readonly CallContext to;
    private readonly Collection copy;
    private readonly WaitDisplay display;
    private readonly int batchSize;
    private readonly HashSet<string> left;
    private readonly HashSet<string> json;

    internal RowCopy((MilvusClient Client, CallContext Call, Collection Schema) source, (MilvusClient Client, CallContext Call, Collection Schema) target, WaitDisplay display, int batchSize)
    {
        (this.source, from, original) = source;
        (this.target, to, copy) = target;
        this.display = display;
        this.batchSize = batchSize;
        left = [.. copy.Field.Where(field => field.IsFunctionOutput || (field is { PrimaryKey: true, AutoId: true } && !ServerKeys.MayBeGiven(copy))).Select(field => field.Name)];
        json = [.. copy.Field.Where(field => field.Type == DataType.Json).Select(field => field.Name)];
    }

    /// <summary>Rows that are stored in the target.</summary>
    internal long Copied { get; private set; }

    /// <summary>Copies the rows of some partitions, each into the one of its name; of all, when none is named.</summary>
    internal async Task RunAsync(IReadOnlyList<string> partitions, CancellationToken token)
    {
        if (copy.PrimaryKey is { AutoId: true } key && left.Contains(key.Name))
        {
            to.Warnings.Enqueue($"The server makes the keys of {copy.Name}: its rows have other keys than those of {original.Name}. With the property allow_insert_auto_id it would take them.");
        }

        var total = await RowCounts.OfCollectionAsync(source, from, original.Name, token).ConfigureAwait(false);
        if (partitions.Count == 0)
        {
            await CopyAsync(null, total, token).ConfigureAwait(false);
        }

        foreach (var partition in partitions)
        {
            await CopyAsync(partition, total, token).ConfigureAwait(false);
        }
    }

    private async Task CopyAsync(string? partition, long? total, CancellationToken token)
    {
        var request = new QueryRequest { Partitions = partition is null ? null : [partition], ConsistencyLevel = "Strong" };
        var options = new RowWrite { Partition = partition };
        var batch = new RowBatch(copy);
        await foreach (var page in source.QueryAsync(from, original.Name, request, token).ConfigureAwait(false))
        {
            for (var i = 0; i < page.Count; i++)
            {
                batch.Add([.. page.Row(i).Where(pair => !left.Contains(pair.Key)).Select(Value)]);
                if (batch.Count >= batchSize || batch.ByteSize >= BatchBytes)
                {
                    await SendAsync().ConfigureAwait(false);
                }
            }
        }

        await SendAsync().ConfigureAwait(false);

        async Task SendAsync()
        {
            if (batch.Count == 0)
            {
                return;
            }

            var answer = await target.InsertAsync(to, copy.Name, options, batch, token).ConfigureAwait(false);
            Copied += answer.InsertCount;
            batch.Clear();
            display.Report(new WaitProgress(
                total > 0 ? (int)Math.Min(100, 100 * Copied / total.Value) : null,
                total is { } all ? string.Create(CultureInfo.InvariantCulture, $"{Copied:N0} of {all:N0} rows") : RowCounts.Text(Copied)));
        }
    }

    // An answer can have nothing in the place of JSON null.
    private KeyValuePair<string, object?> Value(KeyValuePair<string, object?> pair) => !json.Contains(pair.Key) ? pair : pair.Value switch
    {
        null when copy.Field.First(field => field.Name == pair.Key) is { Nullable: false, DefaultValue: null } => new(pair.Key, "null"),
        _ => pair,
    };
}
