using System.Runtime.CompilerServices;
using Milvus.Client;
using Milvus.Client.Reads;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;

namespace Milvus.Transfers;

/// <summary>
/// The source or the target of a transfer, if it is a collection: reads ranges of its rows in key order, and counts them. All reads of a
/// run show one snapshot if the server has snapshots, and otherwise at least all rows that were written before the run.
/// </summary>
internal sealed class TransferSide(MilvusClient client, CallContext call, Collection schema, int maxRows, string? filter = null)
{
    private ulong _session;
    private bool _hasBegun;

    internal MilvusClient Client => client;

    internal CallContext Call => call;

    internal Collection Schema => schema;

    internal Field Key { get; } = schema.PrimaryKey
        ?? throw new MilvusException(MilvusErrorId.NotSupported, $"Collection {schema.Name} has no primary key.");

    internal PageSizing Sizing { get; } = new(schema, maxRows);

    /// <summary>The time whose writes the reads include, as a timestamp of the server; 0 before the begin, and if it is unknown.</summary>
    internal ulong Since => _session;

    /// <summary>The filter of the rows that belong to the transfer; null for all.</summary>
    internal string? Filter => filter;

    /// <summary>Whether a read is an error if the server has a row that it does not return. A check of rows only looks.</summary>
    internal bool ProvesEnd { get; init; } = true;

    /// <summary>
    /// Keeps the snapshot of the reads before, or chooses one. So a verification compares with the rows that were copied, not with those
    /// that were written to the source meanwhile.
    /// </summary>
    internal Task ContinueAsync(CancellationToken token) => _hasBegun ? Task.CompletedTask : BeginAsync(token);

    /// <summary>Chooses the snapshot of the reads that follow.</summary>
    internal async Task BeginAsync(CancellationToken token)
    {
        _hasBegun = true;
        if (!client.Has(ServerFeature.ReadsAtMoments))
        {
            _session = await BestEffort.TryReadAsync<ulong?>(
                call,
                "The time of the server",
                async () => await client.AllocTimestampAsync(call, token).ConfigureAwait(false)).ConfigureAwait(false) ?? 0;
            return;
        }

        _session = 0;
        var request = new QueryRequest { OutputFields = [Key.Name], First = 1, ConsistencyLevel = "Strong" };
        await foreach (var page in client.QueryAsync(call, schema.Name, request, token).ConfigureAwait(false))
        {
            _session = page.GetPosition(0)?.Session ?? 0;
        }
    }

    /// <summary>Reads a range in pages.</summary>
    /// <param name="range">The range.</param>
    /// <param name="keysOnly">Whether only keys are read.</param>
    /// <param name="token">Ends the read.</param>
    internal async IAsyncEnumerable<RowPage> ReadAsync(TransferRange range, bool keysOnly, [EnumeratorCancellation] CancellationToken token)
    {
        var last = range.After;
        for (var isLast = false; !isLast;)
        {
            // Each page is a read of its own, so that its size follows the size of the rows before it.
            var wanted = keysOnly ? 16_384 : Sizing.Rows;
            var request = new QueryRequest
            {
                Filter = range.FilterThrough(Key, filter),
                Partitions = range.Partition is null ? null : [range.Partition],
                OutputFields = keysOnly ? [Key.Name] : null,
                First = wanted,
                PageSize = wanted,
                From = new ReadPosition(last, _session),
                ConsistencyLevel = "Strong",
                ProvesEnd = ProvesEnd,
            };
            var read = 0;
            await foreach (var page in client.QueryAsync(call, schema.Name, request, token).ConfigureAwait(false))
            {
                read += page.Count;
                last = page.GetKey(page.Count - 1);
                if (!keysOnly)
                {
                    Sizing.Observe(page.Count, MilvusClient.GetSize(page));
                }

                yield return page;
            }

            isLast = read < wanted || Equals(last, range.Through);
        }
    }

    /// <summary>Reads the keys of a range.</summary>
    internal async IAsyncEnumerable<object> ReadKeysAsync(TransferRange range, [EnumeratorCancellation] CancellationToken token)
    {
        await foreach (var page in ReadAsync(range, keysOnly: true, token).ConfigureAwait(false))
        {
            for (var row = 0; row < page.Count; row++)
            {
                yield return page.GetKey(row);
            }
        }
    }

    /// <summary>Reads rows by their keys, as they are now.</summary>
    internal IAsyncEnumerable<RowPage> ReadKeysAsync(IReadOnlyList<object> keys, string? partition, bool keysOnly, CancellationToken token)
    {
        var request = new QueryRequest
        {
            Filter = Join(KeyFilter.WriteIn(Key, keys)),
            Partitions = partition is null ? null : [partition],
            OutputFields = keysOnly ? [Key.Name] : null,
            First = keys.Count,
            PageSize = keys.Count,
            ConsistencyLevel = "Strong",
        };
        return client.QueryAsync(call, schema.Name, request, token);
    }

    /// <summary>Reads the keys of the rows that match a condition, in addition to the filter of the transfer.</summary>
    internal IAsyncEnumerable<RowPage> ReadMatchesAsync(string matching, string? partition, CancellationToken token)
    {
        var request = new QueryRequest
        {
            Filter = Join(matching),
            Partitions = partition is null ? null : [partition],
            OutputFields = [Key.Name],
            ConsistencyLevel = "Strong",
        };
        return client.QueryAsync(call, schema.Name, request, token);
    }

    /// <summary>
    /// Counts the rows that match a condition, in addition to the filter of the transfer. Rows that were written after the begin of the
    /// reads may be missing.
    /// </summary>
    internal Task<long> CountMatchesAsync(string matching, string? partition, CancellationToken token)
    {
        IReadOnlyList<string> partitions = partition is null || !client.Has(ServerFeature.PartitionCount) ? [] : [partition];
        return CountAsync(partitions, Join(matching), token);
    }

    /// <summary>
    /// Counts the rows of partitions; null is the whole collection. Rows that were written after the begin of the reads may be missing.
    /// </summary>
    internal async Task<long> CountAsync(IEnumerable<string?> partitions, CancellationToken token)
    {
        var rows = 0L;
        foreach (var partition in partitions)
        {
            rows += await CountAsync(new TransferRange(partition, null, null), token).ConfigureAwait(false);
        }

        return rows;
    }

    /// <summary>
    /// Counts the rows of a range. A row that is there twice counts twice. Rows that were written after the begin of the reads may be
    /// missing.
    /// </summary>
    internal async Task<long> CountAsync(TransferRange range, CancellationToken token)
    {
        if (range.Partition is null || client.Has(ServerFeature.PartitionCount))
        {
            IReadOnlyList<string> partitions = range.Partition is null ? [] : [range.Partition];
            return await CountAsync(partitions, range.FilterAll(Key, filter), token).ConfigureAwait(false);
        }

        // Milvus Lite counts whole collections only, but reads partitions.
        var rows = 0L;
        await foreach (var page in ReadAsync(range, keysOnly: true, token).ConfigureAwait(false))
        {
            rows += page.Count;
        }

        return rows;
    }

    /// <summary>Counts all rows, of all partitions and without the filter of the transfer.</summary>
    internal Task<long> CountWholeAsync(CancellationToken token) => CountAsync([], string.Empty, token);

    private string Join(string matching) => string.IsNullOrWhiteSpace(filter) ? matching : $"{matching} and ({filter})";

    // Without a timestamp, each count of Milvus 2.3 waits 0.4 seconds for all writes.
    private Task<long> CountAsync(IReadOnlyList<string> partitions, string matching, CancellationToken token) =>
        client.CountAsync(call, schema.Name, partitions, matching, token, _session);
}
