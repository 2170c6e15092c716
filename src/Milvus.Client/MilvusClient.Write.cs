using System.Diagnostics;
using System.Globalization;
using Milvus.Client.Calls;
using Milvus.Client.Filters;
using Milvus.Client.Reads;
using Milvus.Client.Values;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>Half of what servers take by default. Smaller requests cost more: a server spends a while on each, whatever its size.</summary>
    private const long MostBytes = 32 << 20;

    private const int MostRows = 100_000;
    private const int KeysPerDelete = 10_000;

    private readonly WriteClock _writes = new();

    /// <summary>
    /// Inserts the rows, or upserts them when the batch was made for that, in as many calls as their size needs. If the server refuses
    /// them and the schema has changed since it was read, they are converted by the new one and sent once more.
    /// </summary>
    internal async Task<MutationResult> InsertAsync(CallContext call, string collection, string? partition, RowBatch rows, CancellationToken token)
    {
        var result = new MutationResult { Database = DatabaseOf(call), Collection = collection };
        var ids = new List<object>();
        var limit = MostBytes;
        var converted = false;
        if (!IsEmbedded && !IsFresh(call, collection, rows.Schema))
        {
            // Columns of another type than the field's crash servers that do not check them, so that an old schema is not trusted.
            rows = await RefreshAsync(call, collection, rows, token).ConfigureAwait(false) ?? rows;
        }

        for (var start = 0; start < rows.Count;)
        {
            var count = ChunkOf(rows, start, limit);
            var began = Stopwatch.GetTimestamp();
            try
            {
                var answer = await SendAsync(call, collection, partition, rows, start, count, token).ConfigureAwait(false);
                _writes.Wrote(SchemaKey(call, collection), answer.Timestamp, began);
                ids.AddRange(Keys.Read(answer.IDs, rows.ForUpsert ? nameof(Rpcs.Upsert) : nameof(Rpcs.Insert)));
                result.InsertCount += answer.InsertCnt;
                result.UpsertCount += answer.UpsertCnt;
                start += count;
            }
            catch (MilvusException e) when (e.ErrorId == MilvusErrorId.MessageTooLarge && count > 1)
            {
                // Refused as a whole, so that nothing of it was stored.
                limit = Math.Max(1, Bytes(rows, start, count) / 2);
            }
            catch (MilvusException e) when (!converted && IsRefusal(e))
            {
                converted = true;
                rows = await RefreshAsync(call, collection, rows, token).ConfigureAwait(false) ?? throw Partly(e, rows, start, count);
            }
            catch (MilvusException e)
            {
                throw Partly(e, rows, start, count);
            }
        }

        result.Id = ids;
        return result;
    }

    /// <summary>
    /// Describes the collection again. If its schema is no longer the one the batch was made by, the batch converted by the new one;
    /// null if it is.
    /// </summary>
    /// <exception cref="MilvusException">A row does not fit the new schema either.</exception>
    internal async Task<RowBatch?> RefreshAsync(CallContext call, string collection, RowBatch rows, CancellationToken token)
    {
        var known = rows.Schema;
        var fresh = await DescribeCollectionAsync(call, collection, token).ConfigureAwait(false);
        return fresh.Id == known.Id && fresh.UpdateTimestamp == known.UpdateTimestamp && SameFields(fresh, known) ? null : rows.ConvertFor(fresh);
    }

    /// <summary>
    /// Deletes rows by their keys, or all that a filter fits. The count is the keys asked for, missing ones included, as Milvus
    /// counts.
    /// </summary>
    internal async Task<MutationResult> DeleteAsync(
        CallContext call,
        string collection,
        string? partition,
        IReadOnlyList<object>? ids,
        string? filter,
        IReadOnlyDictionary<string, object?>? filterParameters,
        CancellationToken token)
    {
        if (ids is null == string.IsNullOrWhiteSpace(filter))
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "Rows are deleted by their ids or by a filter: one of them, not both.");
        }

        var result = new MutationResult { Database = DatabaseOf(call), Collection = collection };
        if (ids is null)
        {
            var bound = BoundFilter.Bind(filter, filterParameters, ServerKnowsTemplates);
            await DeleteAsync(bound.Expression, bound.Values, Rpcs.DeleteByFilter).ConfigureAwait(false);
            return result;
        }

        var schema = await GetSchemaAsync(call, collection, token).ConfigureAwait(false);
        var key = schema.PrimaryKey ?? throw Broken(nameof(Rpcs.DescribeCollection), "no primary key");
        foreach (var expression in KeyFilter.In(key, ids, KeysPerDelete))
        {
            await DeleteAsync(expression, null, Rpcs.DeleteByKey).ConfigureAwait(false);
        }

        return result;

        async Task DeleteAsync(
            string expression,
            IReadOnlyDictionary<string, Protocol.TemplateValue>? values,
            Rpc<Protocol.DeleteRequest, Protocol.MutationResult> rpc)
        {
            var request = new Protocol.DeleteRequest { CollectionName = collection, PartitionName = partition ?? string.Empty, Expr = expression };
            request.ExprTemplateValues.Add(values?.ToDictionary() ?? []);
            var began = Stopwatch.GetTimestamp();
            var answer = await CallAsync(call, rpc, request, token).ConfigureAwait(false);
            _writes.Wrote(SchemaKey(call, collection), answer.Timestamp, began);
            result.DeleteCount += answer.DeleteCnt;
        }
    }

    private Task<Protocol.MutationResult> SendAsync(
        CallContext call,
        string collection,
        string? partition,
        RowBatch rows,
        int start,
        int count,
        CancellationToken token)
    {
        var data = rows.Columns.Select(column => FieldDataWriter.Write(column, start, count));
        if (!rows.ForUpsert)
        {
            var insert = new Protocol.InsertRequest
            {
                CollectionName = collection,
                PartitionName = partition ?? string.Empty,
                NumRows = (uint)count,
                SchemaTimestamp = rows.Schema.UpdateTimestamp,
            };
            insert.FieldsData.AddRange(data);
            return CallAsync(call, Rpcs.Insert, insert, token);
        }

        var upsert = new Protocol.UpsertRequest
        {
            CollectionName = collection,
            PartitionName = partition ?? string.Empty,
            NumRows = (uint)count,
            SchemaTimestamp = rows.Schema.UpdateTimestamp,
        };
        upsert.FieldsData.AddRange(data);
        return CallAsync(call, rows.Schema.PrimaryKey is { AutoId: true } ? Rpcs.UpsertWithAutoId : Rpcs.Upsert, upsert, token);
    }

    private static int ChunkOf(RowBatch rows, int start, long limit)
    {
        var count = 1;
        for (long bytes = rows.SizeOf(start); start + count < rows.Count && count < MostRows; count++)
        {
            bytes += rows.SizeOf(start + count);
            if (bytes > limit)
            {
                break;
            }
        }

        return count;
    }

    private static long Bytes(RowBatch rows, int start, int count)
    {
        var bytes = 0L;
        for (var row = start; row < start + count; row++)
        {
            bytes += rows.SizeOf(row);
        }

        return bytes;
    }

    // Answered with no, so that nothing was stored, and for a reason that another schema could explain.
    private static bool IsRefusal(MilvusException e) =>
        e.ErrorId is MilvusErrorId.SchemaMismatch or MilvusErrorId.InvalidArgument or MilvusErrorId.ServerError
            or MilvusErrorId.DimensionMismatch or MilvusErrorId.CollectionNotFound or MilvusErrorId.PartitionNotFound
        && (e.Code != 0 || e.LegacyCode != 0);

    /// <summary>The error, with what was stored before it and what was not sent after it.</summary>
    private static MilvusException Partly(MilvusException e, RowBatch rows, int start, int count)
    {
        var left = rows.Count - start - count;
        if (start == 0 && left == 0 && e.ErrorId != MilvusErrorId.WriteOutcomeUnknown)
        {
            return e;
        }

        var fate = e.ErrorId == MilvusErrorId.WriteOutcomeUnknown ? "may or may not be stored" : "were refused";
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"{e.Message} Of {rows.Count} rows the first {start} are stored, rows {start} to {start + count - 1} ({Bytes(rows, start, count)} bytes) {fate}, and {left} were not sent.");
        return new MilvusException(e.ErrorId, message, e)
        {
            Code = e.Code,
            LegacyCode = e.LegacyCode,
            Reason = e.Reason,
            Retriable = e.Retriable,
            IsInputError = e.IsInputError,
            Method = e.Method,
            Attempts = e.Attempts,
            Row = start,
            RecommendedAction = e.RecommendedAction,
        };
    }
}
