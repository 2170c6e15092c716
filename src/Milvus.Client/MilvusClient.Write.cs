using System.Diagnostics;
using Milvus.Client.Calls;
using Milvus.Client.Values;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>
    /// Half of the servers' default limit. Smaller requests cost more, because each request has a fixed cost.
    /// </summary>
    private const long MaxRequestBytes = 32 << 20;

    private const int MaxRequestRows = 100_000;

    /// <summary>
    /// Inserts the rows, or upserts them if the batch is for upserts, in as many calls as their size requires. If the server refuses
    /// them and the schema has changed, they are converted by the new schema and sent again.
    /// </summary>
    internal async Task<MutationResult> InsertAsync(
        CallContext call,
        string collection,
        RowWrite? options,
        RowBatch rows,
        CancellationToken token)
    {
        options ??= RowWrite.Default;
        CheckVerifiable(options, rows);
        if (rows.Partial)
        {
            // A server that does not support partial upserts would treat such rows as complete.
            Require(ServerFeature.PartialUpsert);
        }

        var result = new MutationResult { Database = DatabaseOf(call), Collection = collection };
        var ids = new List<object>();
        var limit = MaxRequestBytes;
        var converted = false;
        if (!IsSafe(call, collection, rows.Schema))
        {
            // A column of a wrong type crashes servers that do not check it, so an old schema is not used.
            rows = await RefreshAsync(call, collection, rows, token).ConfigureAwait(false) ?? rows;
        }

        for (var start = 0; start < rows.Count;)
        {
            var count = CountChunkRows(rows, start, limit);
            var began = Stopwatch.GetTimestamp();
            try
            {
                var answer = await SendAsync(call, collection, options, rows, start, count, token).ConfigureAwait(false);
                RecordWrite(call, collection, answer.Timestamp, began);
                Count(answer, rows.ForUpsert);
                start += count;
            }
            catch (MilvusException e) when (e.ErrorId == MilvusErrorId.MessageTooLarge && count > 1)
            {
                // Refused as a whole, so nothing was stored.
                limit = Math.Max(1, Bytes(rows, start, count) / 2);
            }
            catch (MilvusException e) when (!converted && IsRefusal(e))
            {
                converted = true;
                rows = await RefreshAsync(call, collection, rows, token).ConfigureAwait(false) ?? throw AddProgress(e, rows, start, count);
            }
            catch (MilvusException e)
                when (e.ErrorId == MilvusErrorId.WriteOutcomeUnknown && options.OnUnknownOutcome != UnknownOutcome.Stop)
            {
                var sure = await SettleAsync(call, collection, options, rows, start, count, e, token).ConfigureAwait(false);
                ids.AddRange(sure.Id);
                result.InsertCount += sure.InsertCount;
                result.UpsertCount += sure.UpsertCount;
                start += count;
            }
            catch (MilvusException e)
            {
                throw AddProgress(e, rows, start, count);
            }
        }

        result.Id = ids;
        return result;

        void Count(Protocol.MutationResult answer, bool upserted)
        {
            ids.AddRange(Keys.Read(answer.IDs, upserted ? nameof(Rpcs.Upsert) : nameof(Rpcs.Insert)));
            // Servers count an upserted row also as inserted.
            result.InsertCount += upserted ? 0 : answer.InsertCnt;
            result.UpsertCount += answer.UpsertCnt;
        }
    }

    /// <summary>
    /// Describes the collection again. If its schema has changed, returns the batch converted by the new one;
    /// otherwise null.
    /// </summary>
    /// <exception cref="MilvusException">A row does not fit the new schema either.</exception>
    internal async Task<RowBatch?> RefreshAsync(CallContext call, string collection, RowBatch rows, CancellationToken token)
    {
        var known = rows.Schema;
        var fresh = await DescribeCollectionAsync(call, collection, token).ConfigureAwait(false);
        return IsUnchanged(fresh, known)
            ? null
            : rows.ConvertFor(fresh);
    }

    private Task<Protocol.MutationResult> SendAsync(
        CallContext call,
        string collection,
        RowWrite options,
        RowBatch rows,
        int start,
        int count,
        CancellationToken token) => SendAsync(
            call,
            collection,
            rows.Schema,
            options,
            (rows.ForUpsert, rows.Partial),
            rows.Columns.Select(column => FieldDataWriter.Write(column, start, count)),
            count,
            token);

    /// <summary>Sends columns in one request.</summary>
    private Task<Protocol.MutationResult> SendAsync(
        CallContext call,
        string collection,
        Collection schema,
        RowWrite options,
        (bool Upsert, bool Partial) kind,
        IEnumerable<Protocol.FieldData> data,
        int count,
        CancellationToken token)
    {
        if (!kind.Upsert)
        {
            var insert = new Protocol.InsertRequest
            {
                CollectionName = collection,
                PartitionName = options.Partition ?? string.Empty,
                NumRows = (uint)count,
                SchemaTimestamp = schema.UpdateTimestamp,
            };
            insert.FieldsData.AddRange(data);
            if (options.Namespace is not null)
            {
                insert.Namespace = options.Namespace;
            }

            return CallAsync(call, Rpcs.Insert, insert, token);
        }

        var upsert = new Protocol.UpsertRequest
        {
            CollectionName = collection,
            PartitionName = options.Partition ?? string.Empty,
            NumRows = (uint)count,
            SchemaTimestamp = schema.UpdateTimestamp,
            PartialUpdate = kind.Partial,
        };
        upsert.FieldsData.AddRange(data);
        upsert.FieldOps.AddRange(FieldOperations.Read(options.FieldOperations));
        if (options.Namespace is not null)
        {
            upsert.Namespace = options.Namespace;
        }

        // A retried append would append twice. With keys from the server, a retried upsert would store two rows.
        var unsafeTwice = upsert.FieldOps.Count > 0 || schema.PrimaryKey is { AutoId: true };
        return CallAsync(call, unsafeTwice ? Rpcs.UpsertOnce : Rpcs.Upsert, upsert, token);
    }

    private static int CountChunkRows(RowBatch rows, int start, long limit)
    {
        var count = 1;
        for (long bytes = rows.GetSize(start); start + count < rows.Count && count < MaxRequestRows; count++)
        {
            bytes += rows.GetSize(start + count);
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
            bytes += rows.GetSize(row);
        }

        return bytes;
    }

    // Whether nothing was stored, for a reason that an outdated schema could explain.
    private static bool IsRefusal(MilvusException e) =>
        e.ErrorId is MilvusErrorId.SchemaMismatch or MilvusErrorId.InvalidArgument or MilvusErrorId.FieldNotFound
            or MilvusErrorId.ServerError
            or MilvusErrorId.DimensionMismatch or MilvusErrorId.CollectionNotFound or MilvusErrorId.PartitionNotFound
        && (e.Code != 0 || e.LegacyCode != 0);

    /// <summary>The error, with the numbers of stored and unsent rows.</summary>
    private static MilvusException AddProgress(MilvusException e, RowBatch rows, int start, int count)
    {
        var left = rows.Count - start - count;
        if (start == 0 && left == 0 && !e.OutcomeUnknown)
        {
            return e;
        }

        return e.With($"{e.Message} {DescribeProgress(rows.Count, start, count, Bytes(rows, start, count), e.OutcomeUnknown)}", start);
    }

    private static string DescribeProgress(int rows, int start, int count, long bytes, bool isUnknown)
    {
        var left = rows - start - count;
        var sent = FormattableString.Invariant(count == 1
            ? $"row {start} ({bytes} bytes)"
            : (FormattableString)$"rows {start} to {start + count - 1} ({bytes} bytes)");
        var fate = isUnknown ? "may or may not have been stored" : $"{Counts.Noun(count, "was", "were")} refused";
        if (count == rows)
        {
            return $"{char.ToUpperInvariant(sent[0])}{sent[1..]} {fate}.";
        }

        List<string> parts = [$"{sent} {fate}"];
        if (start > 0)
        {
            parts.Insert(0, FormattableString.Invariant(
                start == 1 ? $"the first is stored" : (FormattableString)$"the first {start} are stored"));
        }

        if (left > 0)
        {
            parts.Add(FormattableString.Invariant($"{left} {Counts.Noun(left, "was", "were")} not sent"));
        }

        var comma = parts.Count > 2 ? "," : string.Empty;
        return FormattableString.Invariant($"Of {rows} rows {string.Join(", ", parts[..^1])}{comma} and {parts[^1]}.");
    }
}
