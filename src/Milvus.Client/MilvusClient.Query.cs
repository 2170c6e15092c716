using System.Runtime.CompilerServices;
using Milvus.Client.Calls;
using Milvus.Client.Filters;
using Milvus.Client.Reads;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    private const int IdsPerCall = 1000;

    // Someone who has used two pages of a read wants the others, too.
    private const int PagesAtRest = 1;

    /// <summary>
    /// Rows in pages, in key order: each page begins after the last key of the previous one, all from the snapshot of
    /// the first if the server supports it. The key is always among the fields. Pages are requested lazily. Disposing the enumerator ends
    /// the read. Ordered and grouped rows, and aggregates such as count(*), come in one answer.
    /// </summary>
    internal async IAsyncEnumerable<RowPage> QueryAsync(
        CallContext call,
        string collection,
        QueryRequest request,
        [EnumeratorCancellation] CancellationToken token)
    {
        if (request.Ids is not null && request.Filter is not null)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "Rows are read by their ids or by a filter, not by both.");
        }

        if (request.OrderBy is not null || request.GroupBy is not null)
        {
            Require(ServerFeature.QueryOrder);
        }

        var schema = await GetSchemaAsync(call, collection, token).ConfigureAwait(false);
        await CheckPartitionsAsync(call, collection, request.Partitions, token).ConfigureAwait(false);
        var read = new ReadPlan(this, call, collection, request, schema);
        var pages = request.Ids is not null ? read.ReadByIdsAsync(token)
            : ReadPlan.IsAtOnce(request) ? read.ReadAtOnceAsync(token)
            : read.ReadByKeyAsync(token);
        pages = request.ReadsAhead ? ReadAhead.AfterAsync(pages, PagesAtRest, token) : pages;
        var skip = request.Ids is not null ? request.Skip : 0;
        var left = request.First ?? long.MaxValue;
        await foreach (var page in pages.ConfigureAwait(false))
        {
            var passed = (int)Math.Min(skip, page.Count);
            skip -= passed;
            var shown = page.Slice(passed, (int)Math.Min(left, page.Count - passed));
            left -= shown.Count;
            if (shown.Count > 0)
            {
                yield return shown;
            }

            if (left <= 0)
            {
                yield break;
            }
        }
    }

    /// <summary>
    /// Counts all rows of a collection, or fails. If only some partitions are loaded, a count of the collection silently covers only those.
    /// So the partitions are specified: servers refuse that unless all are loaded.
    /// </summary>
    internal Task<long> CountAllAsync(CallContext call, string name, CancellationToken token) =>
        CountAllAsync(call, name, string.Empty, token);

    /// <summary>Counts all rows of a collection that match a filter, or fails.</summary>
    /// <param name="call">Database and time budget.</param>
    /// <param name="name">The collection.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="parameters">The values of its placeholders; null if it has none.</param>
    /// <param name="token">Cancels the call.</param>
    internal async Task<long> CountMatchesAsync(
        CallContext call,
        string name,
        string filter,
        IReadOnlyDictionary<string, object?>? parameters,
        CancellationToken token)
    {
        var expression = await BindAsync(call, name, filter, parameters, token).ConfigureAwait(false);
        return await CountAllAsync(call, name, expression, token).ConfigureAwait(false);
    }

    private async Task<string> BindAsync(
        CallContext call,
        string name,
        string filter,
        IReadOnlyDictionary<string, object?>? parameters,
        CancellationToken token)
    {
        var schema = parameters is null ? null : await GetSchemaAsync(call, name, token).ConfigureAwait(false);
        return BoundFilter.Bind(filter, parameters, serverKnowsTemplates: false, schema).Expression;
    }

    private async Task<long> CountAllAsync(CallContext call, string name, string filter, CancellationToken token)
    {
        var partitions = await ListPartitionsAsync(call, name, token).ConfigureAwait(false);
        if (partitions.Count == 1)
        {
            return await CountAsync(call, name, [], filter, token).ConfigureAwait(false);
        }

        // Partitions of a partition key are loaded together, and cannot be specified.
        var schema = await GetSchemaAsync(call, name, token).ConfigureAwait(false);
        string[] counted = schema.Field.Any(field => field.PartitionKey) ? [] : [.. partitions];
        return await CountAsync(call, name, counted, filter, token).ConfigureAwait(false);
    }

    /// <summary>Counts the rows of partitions, or of all loaded partitions.</summary>
    internal Task<long> CountAsync(CallContext call, string name, IReadOnlyList<string> partitions, CancellationToken token) =>
        CountAsync(call, name, partitions, string.Empty, token);

    /// <summary>Counts the rows that match a filter; all for an empty one.</summary>
    /// <param name="call">Database and time budget.</param>
    /// <param name="name">The collection.</param>
    /// <param name="partitions">The partitions; none for all loaded ones.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="token">Cancels the call.</param>
    /// <param name="since">
    /// The timestamp of writes that the count must include; 0 for all acknowledged ones. Servers of Milvus 2.3 wait for the latter.
    /// </param>
    internal async Task<long> CountAsync(
        CallContext call,
        string name,
        IReadOnlyList<string> partitions,
        string filter,
        CancellationToken token,
        ulong since = 0)
    {
        var consistency = since == 0 ? ReadConsistency.Strong : ReadConsistency.ForTimestamp(since);
        var request = new Protocol.QueryRequest
        {
            CollectionName = name,
            Expr = filter,
            OutputFields = { "count(*)" },
            ConsistencyLevel = consistency.Level,
            GuaranteeTimestamp = consistency.Timestamp,
            PartitionNames = { partitions },
        };
        var answer = await CallAsync(call, Rpcs.Query, request, token).ConfigureAwait(false);
        return answer.FieldsData.FirstOrDefault()?.Scalars?.LongData?.Data is { Count: 1 } counts
            ? counts[0]
            : throw CreateProtocolError(nameof(Rpcs.Query), "no count");
    }

    /// <summary>Counts the rows of a partition, or fails.</summary>
    /// <exception cref="MilvusException">The partition does not exist, or the server counts whole collections only.</exception>
    internal Task<long> CountPartitionAsync(CallContext call, string name, string partition, CancellationToken token) =>
        CountPartitionAsync(call, name, partition, string.Empty, null, token);

    /// <summary>Counts the rows of a partition that match a filter, or fails.</summary>
    /// <param name="call">Database and time budget.</param>
    /// <param name="name">The collection.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="filter">The filter; empty for all rows.</param>
    /// <param name="parameters">The values of its placeholders; null if it has none.</param>
    /// <param name="token">Cancels the call.</param>
    /// <exception cref="MilvusException">The partition does not exist, or the server counts whole collections only.</exception>
    internal async Task<long> CountPartitionAsync(
        CallContext call,
        string name,
        string partition,
        string filter,
        IReadOnlyDictionary<string, object?>? parameters,
        CancellationToken token)
    {
        if (Has(ServerFeature.PartitionCount))
        {
            var expression = await BindAsync(call, name, filter, parameters, token).ConfigureAwait(false);
            return await CountAsync(call, name, [partition], expression, token).ConfigureAwait(false);
        }

        if (!await HasPartitionAsync(call, name, partition, token).ConfigureAwait(false))
        {
            throw new MilvusException(MilvusErrorId.PartitionNotFound, $"Collection {name} has no partition {partition}.");
        }

        throw new MilvusException(MilvusErrorId.NotSupportedByServerVersion, "Milvus Lite counts the rows of whole collections only.");
    }
}
