using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Objects;

/// <summary>
/// The number of rows for confirmations: counted, or unknown. The statistics of a server are not used: they omit rows that were just
/// written and include deleted ones. Rows that are not loaded cannot be counted. No cmdlet requires the privilege to count.
/// </summary>
internal static class RowCounts
{
    /// <summary>The rows of a collection; null if they cannot be counted.</summary>
    internal static Task<long?> CountCollectionAsync(MilvusClient client, CallContext call, string collection, CancellationToken token) =>
        CountAsync(call, $"The number of rows of collection {collection}", () => client.CountAllAsync(call, collection, token));

    /// <summary>The rows of a partition; null if they cannot be counted.</summary>
    internal static Task<long?> CountPartitionAsync(
        MilvusClient client,
        CallContext call,
        string collection,
        string partition,
        CancellationToken token) => CountAsync(
            call,
            $"The number of rows of partition {partition} of collection {collection}",
            () => client.CountPartitionAsync(call, collection, partition, token));

    /// <summary>The rows of partitions that match a filter; null if they cannot be counted.</summary>
    internal static Task<long?> CountMatchesAsync(
        MilvusClient client,
        CallContext call,
        string collection,
        IReadOnlyList<string> partitions,
        string? filter,
        CancellationToken token) => CountAsync(
            call,
            $"The number of matching rows of collection {collection}",
            () => client.CountAsync(call, collection, partitions, filter ?? string.Empty, token));

    /// <summary>The rows of a collection or a partition that match a filter with placeholders; null if they cannot be counted.</summary>
    internal static Task<long?> CountMatchesAsync(
        MilvusClient client,
        CallContext call,
        string collection,
        string? partition,
        string filter,
        IReadOnlyDictionary<string, object?>? parameters,
        CancellationToken token) => CountAsync(
            call,
            $"The number of matching rows of collection {collection}",
            () => partition is null
                ? client.CountMatchesAsync(call, collection, filter, parameters, token)
                : client.CountPartitionAsync(call, collection, partition, filter, parameters, token));

    /// <summary>The number for confirmations.</summary>
    internal static string ToText(long? rows) =>
        rows is { } known ? Counts.ToText(known, "row") : "unknown number of rows";

    /// <summary>Refuses both switches at once.</summary>
    internal static void CheckChoice(bool exact, bool statistic, bool filtered)
    {
        if (statistic && filtered)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                "The statistic of a server has no filter: omit -Statistic to count the rows that match.");
        }

        if (exact && statistic)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "-Exact and -Statistic exclude each other: use one of them.");
        }
    }

    private static Task<long?> CountAsync(CallContext call, string what, Func<Task<long>> count) => BestEffort.TryReadAsync<long?>(
        call,
        what,
        async () =>
        {
            try
            {
                return await count().ConfigureAwait(false);
            }
            catch (MilvusException failure) when (failure.ErrorId == MilvusErrorId.CollectionNotLoaded)
            {
                call.SayOnce($"{what} is unknown: {failure.Message}");
                return null;
            }
        });
}
