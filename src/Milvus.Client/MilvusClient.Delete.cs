using System.Diagnostics;
using Milvus.Client.Calls;
using Milvus.Client.Filters;
using Milvus.Client.Reads;
using Milvus.Client.Schemas;
using Milvus.Core.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    private const int KeysPerDelete = 10_000;

    /// <summary>
    /// Deletes rows by their keys, or all that match a filter. The count is the number of keys, including missing ones, as Milvus
    /// counts.
    /// </summary>
    internal async Task<MutationResult> DeleteAsync(
        CallContext call,
        string collection,
        RowWrite? options,
        IReadOnlyList<object>? ids,
        string? filter,
        IReadOnlyDictionary<string, object?>? filterParameters,
        CancellationToken token)
    {
        options ??= RowWrite.Default;
        if (ids is null == string.IsNullOrWhiteSpace(filter))
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                "Rows are deleted by their ids or by a filter: one of them, not both.");
        }

        var result = new MutationResult { Database = DatabaseOf(call), Collection = collection };
        if (ids is null)
        {
            // Only parameter values require the fields. Without them, the delete is the only call, so the user needs only its privilege.
            var schemaOfValues = filterParameters is { Count: > 0 }
                ? await GetSchemaAsync(call, collection, token).ConfigureAwait(false)
                : null;
            string[] partitions = options.Partition is { } named ? [named] : [];
            await CheckPartitionsAsync(call, collection, partitions, token).ConfigureAwait(false);
            var bound = BoundFilter.Bind(filter, filterParameters, Has(ServerFeature.FilterTemplates), schemaOfValues);
            await DeleteAsync(bound.Expression, bound.Values, Rpcs.DeleteByFilter).ConfigureAwait(false);
            return result;
        }

        var schema = await GetSchemaAsync(call, collection, token).ConfigureAwait(false);
        var key = schema.PrimaryKey ?? throw CreateProtocolError(nameof(Rpcs.DescribeCollection), "no primary key");
        foreach (var expression in KeyFilter.WriteIn(key, ids, KeysPerDelete))
        {
            await DeleteAsync(expression, null, Rpcs.DeleteByKey).ConfigureAwait(false);
        }

        return result;

        async Task DeleteAsync(
            string expression,
            IReadOnlyDictionary<string, Protocol.TemplateValue>? values,
            Rpc<Protocol.DeleteRequest, Protocol.MutationResult> rpc)
        {
            var request = new Protocol.DeleteRequest
            {
                CollectionName = collection,
                PartitionName = options.Partition ?? string.Empty,
                Expr = expression,
            };
            if (ConsistencyLevels.Parse(options.ConsistencyLevel) is { } level)
            {
                request.ConsistencyLevel = level;
            }

            if (options.Namespace is not null)
            {
                request.Namespace = options.Namespace;
            }

            request.ExprTemplateValues.Add(values?.ToDictionary() ?? []);
            var began = Stopwatch.GetTimestamp();
            var answer = await CallAsync(call, rpc, request, token).ConfigureAwait(false);
            RecordWrite(call, collection, answer.Timestamp, began);
            result.DeleteCount += answer.DeleteCnt;
        }
    }
}
