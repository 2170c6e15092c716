using System.Diagnostics;
using System.Globalization;
using Milvus.Client.Calls;
using Milvus.Client.Values;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    private const int MaxSettlements = 5;

    private static void CheckVerifiable(RowWrite options, RowBatch rows)
    {
        if (options.OnUnknownOutcome != UnknownOutcome.Verify || rows.Count == 0)
        {
            return;
        }

        var why =
            rows.GetKey(0) is null || rows.Schema.PrimaryKey is { AutoId: true } ? $"The server generates the keys of {rows.Schema.Name}"
            : options.FieldOperations is { Count: > 0 } ? "The rows exist before and after an operation on their arrays"
            : null;
        if (why is not null)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"{why}, so their keys do not show whether they were written.")
            {
                RecommendedAction = "Use -OnUnknownOutcome Stop or Retry.",
            };
        }
    }

    /// <summary>
    /// Resolves the unknown outcome of rows: sends them again, or with Verify only those whose keys do not exist.
    /// A request that is still in transit may be executed after the check.
    /// </summary>
    /// <exception cref="MilvusException">The outcome stays unknown.</exception>
    private async Task<MutationResult> SettleAsync(
        CallContext call,
        string collection,
        RowWrite options,
        RowBatch rows,
        int start,
        int count,
        MilvusException unknown,
        CancellationToken token)
    {
        var left = Enumerable.Range(start, count).ToList();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await _caller
                    .PauseAsync(BackOff.GetDelay(attempt, rateLimited: true), unknown.Method ?? string.Empty, token)
                    .ConfigureAwait(false);
                return await OnceMoreAsync().ConfigureAwait(false);
            }
            catch (MilvusException e)
            {
                var outOfTime = call.Deadline is { } deadline && DateTime.UtcNow >= deadline;
                var passing = e.ErrorId is MilvusErrorId.WriteOutcomeUnknown or MilvusErrorId.ServerUnavailable;
                if (!passing || outOfTime || attempt == MaxSettlements)
                {
                    call.Warnings.Enqueue($"The outcome of {count} {Counts.Noun(count, "row")} could not be determined: {e.Message}");
                    throw AddProgress(unknown, rows, start, count);
                }
            }
        }

        async Task<MutationResult> OnceMoreAsync()
        {
            if (options.OnUnknownOutcome == UnknownOutcome.Verify && !rows.ForUpsert)
            {
                var stored = await FindStoredAsync(call, collection, left.ConvertAll(row => rows.GetKey(row)!), token)
                    .ConfigureAwait(false);
                left.RemoveAll(row => stored.Contains(rows.GetKey(row)!));
                call.Warnings.Enqueue(string.Create(
                    CultureInfo.InvariantCulture,
                    $"It was unknown whether {Counts.ToText(count, "row was", "rows were")} stored: "
                        + $"{count - left.Count} of them {Counts.Noun(count - left.Count, "is", "are")} stored, and "
                        + $"{left.Count} {Counts.Noun(left.Count, "is", "are")} sent again."));
            }

            var result = new MutationResult { InsertCount = count - left.Count };
            var again = rows.Select(left);
            if (again.Count > 0)
            {
                var began = Stopwatch.GetTimestamp();
                var answer = await SendAsync(call, collection, options, again, 0, again.Count, token).ConfigureAwait(false);
                RecordWrite(call, collection, answer.Timestamp, began);
                result.InsertCount += rows.ForUpsert ? 0 : answer.InsertCnt;
                result.UpsertCount = answer.UpsertCnt;
                result.Id = Keys.Read(answer.IDs, rows.ForUpsert ? nameof(Rpcs.Upsert) : nameof(Rpcs.Insert));
            }

            if (left.Count < count)
            {
                result.Id = Enumerable.Range(start, count).Select(row => rows.GetKey(row)!).ToArray();
            }

            return result;
        }
    }

    private async Task<HashSet<object>> FindStoredAsync(
        CallContext call,
        string collection,
        IReadOnlyList<object> keys,
        CancellationToken token)
    {
        var schema = await GetSchemaAsync(call, collection, token).ConfigureAwait(false);
        var key = schema.PrimaryKey!.Name;
        var request = new QueryRequest { Ids = keys, OutputFields = [key], ConsistencyLevel = nameof(Protocol.ConsistencyLevel.Strong) };
        var stored = new HashSet<object>();
        await foreach (var page in QueryAsync(call, collection, request, token).ConfigureAwait(false))
        {
            for (var row = 0; row < page.Count; row++)
            {
                stored.Add(page.GetRow(row).First(pair => pair.Key == key).Value!);
            }
        }

        return stored;
    }
}
