using System.Globalization;
using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;
using Milvus.Core.Marshalling.Values;
using Milvus.Files;
using Milvus.Objects;
using Milvus.Pipeline;

namespace Milvus.Commands.Schemas.Building;

/// <summary>Copies the rows of a collection into another of the same schema, page by page.</summary>
internal sealed class RowCopy
{
    private const long BatchBytes = 16 * 1024 * 1024;

    private readonly MilvusClient _source;
    private readonly CallContext _from;
    private readonly Collection _original;
    private readonly MilvusClient _target;
    private readonly CallContext _to;
    private readonly Collection _copy;
    private readonly WaitDisplay _display;
    private readonly int _batchSize;
    private readonly HashSet<string> _left;
    private readonly HashSet<string> _json;

    internal RowCopy(
        (MilvusClient Client, CallContext Call, Collection Schema) source,
        (MilvusClient Client, CallContext Call, Collection Schema) target,
        WaitDisplay display,
        int batchSize)
    {
        (_source, _from, _original) = source;
        (_target, _to, _copy) = target;
        _display = display;
        _batchSize = batchSize;
        _left =
        [
            .. _copy
                .Field.Where(field =>
                    field.IsFunctionOutput || (field is { PrimaryKey: true, AutoId: true } && !ServerKeys.AcceptsKeys(_copy)))
                .Select(field => field.Name),
        ];
        _json = [.. _copy.Field.Where(field => field.Type == DataType.Json).Select(field => field.Name)];
    }

    /// <summary>The number of rows that are stored in the target.</summary>
    internal long Copied { get; private set; }

    /// <summary>Copies the rows of partitions into the partitions of the same name; without partitions, all rows.</summary>
    internal async Task RunAsync(IReadOnlyList<string> partitions, CancellationToken token)
    {
        if (_copy.PrimaryKey is { AutoId: true } key && _left.Contains(key.Name))
        {
            _to.Warnings.Enqueue($"The server generates the keys of {_copy.Name}: its rows have other keys than those of {_original.Name}. "
                + "With the property allow_insert_auto_id it would accept them.");
        }

        var total = await RowCounts.CountCollectionAsync(_source, _from, _original.Name, token).ConfigureAwait(false);
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
        var batch = new RowBatch(_copy);
        await foreach (var page in _source.QueryAsync(_from, _original.Name, request, token).ConfigureAwait(false))
        {
            for (var i = 0; i < page.Count; i++)
            {
                batch.Add([.. page.GetRow(i).Where(pair => !_left.Contains(pair.Key)).Select(Value)]);
                if (batch.Count >= _batchSize || batch.ByteSize >= BatchBytes)
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

            var answer = await _target.InsertAsync(_to, _copy.Name, options, batch, token).ConfigureAwait(false);
            Copied += answer.InsertCount;
            batch.Clear();
            _display.Report(
                new WaitProgress(
                    total > 0 ? (int)Math.Min(100, 100 * Copied / total.Value) : null,
                    total is { } all
                        ? string.Create(CultureInfo.InvariantCulture, $"{Copied:N0} of {all:N0} {Counts.Noun(all, "row")}")
                        : RowCounts.ToText(Copied)));
        }
    }

    // JSON null can be missing in an answer.
    private KeyValuePair<string, object?> Value(KeyValuePair<string, object?> pair) => !_json.Contains(pair.Key) ? pair : pair.Value switch
    {
        null when _copy.Field.First(field => field.Name == pair.Key) is { Nullable: false, DefaultValue: null } => new(pair.Key, "null"),
        _ => pair,
    };
}
