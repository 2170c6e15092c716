using System.Globalization;
using Milvus.Client;

namespace Milvus;

/// <summary>
/// How many rows there are, for texts that people decide by: counted, or not known. The statistics of a server are neither: they leave
/// out rows that were just written and count those that were deleted. Counting only informs, so it never fails.
/// </summary>
internal static class RowCounts
{
    /// <summary>The rows of a collection; null where they cannot be counted.</summary>
    internal static async Task<long?> OfCollectionAsync(MilvusClient client, CallContext call, string collection, CancellationToken token)
    {
        try
        {
            return await client.CountAllAsync(call, collection, token).ConfigureAwait(false);
        }
        catch (MilvusException failure)
        {
            return NotKnown(call, $"collection {collection}", failure);
        }
    }

    /// <summary>The rows of a partition; null where they cannot be counted.</summary>
    internal static async Task<long?> OfPartitionAsync(
        MilvusClient client,
        CallContext call,
        string collection,
        string partition,
        CancellationToken token)
    {
        try
        {
            return await client.CountPartitionAsync(call, collection, partition, token).ConfigureAwait(false);
        }
        catch (MilvusException failure)
        {
            return NotKnown(call, $"partition {partition} of collection {collection}", failure);
        }
    }

    /// <summary>The number as a confirmation says it.</summary>
    internal static string Text(long? rows) =>
        rows is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:N0} rows") : "number of rows not known";

    /// <summary>Refuses to be asked for both kinds of numbers.</summary>
    internal static void CheckChoice(bool exact, bool statistic)
    {
        if (exact && statistic)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, "-Exact and -Statistic exclude each other: give one of them.");
        }
    }

    private static long? NotKnown(CallContext call, string what, MilvusException failure)
    {
        call.Verbose.Enqueue($"The rows of {what} cannot be counted: {failure.Message}");
        return null;
    }
}
