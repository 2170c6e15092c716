using System.Globalization;
using Milvus.Client.Calls;
using Milvus.Client.Schemas;
using Milvus.Core.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    internal Task CreatePartitionAsync(CallContext call, string collection, string partition, CancellationToken token)
    {
        var request = new Protocol.CreatePartitionRequest { CollectionName = collection, PartitionName = partition };
        return RunWithMessageAsync(
            CallAsync(call, Rpcs.CreatePartition, request, token),
            partition,
            MilvusErrorId.AlreadyExists,
            $"Collection {collection} has a partition {partition} already.");
    }

    /// <summary>Drops a partition with its rows; it must be released first.</summary>
    internal Task DropPartitionAsync(CallContext call, string collection, string partition, CancellationToken token)
    {
        var request = new Protocol.DropPartitionRequest { CollectionName = collection, PartitionName = partition };
        return RunWithMessageAsync(
            CallAsync(call, Rpcs.DropPartition, request, token),
            partition,
            MilvusErrorId.PartitionNotFound,
            $"Collection {collection} has no partition {partition}.");
    }

    // Milvus Lite returns only the name of a partition.
    private static async Task RunWithMessageAsync(Task action, string partition, string errorId, string message)
    {
        try
        {
            await action.ConfigureAwait(false);
        }
        catch (MilvusException e) when (e.Reason == partition)
        {
            throw new MilvusException(errorId, message, e) { Code = e.Code, Reason = e.Reason, Method = e.Method, Attempts = e.Attempts };
        }
    }

    internal async Task<bool> HasPartitionAsync(CallContext call, string collection, string partition, CancellationToken token)
    {
        var request = new Protocol.HasPartitionRequest { CollectionName = collection, PartitionName = partition };
        return (await CallAsync(call, Rpcs.HasPartition, request, token).ConfigureAwait(false)).Value;
    }

    /// <summary>The partitions with their ids and times, in the order of the server.</summary>
    internal async Task<IReadOnlyList<Partition>> GetPartitionsAsync(CallContext call, string collection, CancellationToken token)
    {
        var answer = await CallAsync(call, Rpcs.ShowPartitions, new Protocol.ShowPartitionsRequest { CollectionName = collection }, token)
            .ConfigureAwait(false);
        return
        [
            .. answer.PartitionNames.Select((name, i) => new Partition
            {
                Name = name,
                Collection = collection,
                Database = DatabaseOf(call),
                Id = i < answer.PartitionIDs.Count ? answer.PartitionIDs[i] : 0,
                Created = i < answer.CreatedUtcTimestamps.Count ? ServerTime.FromMilliseconds(answer.CreatedUtcTimestamps[i]) : null,
            }),
        ];
    }

    /// <summary>The number of rows of a partition from the server's statistics: sealed rows, ignoring deletes.</summary>
    internal async Task<long> GetPartitionRowCountAsync(CallContext call, string collection, string partition, CancellationToken token)
    {
        var request = new Protocol.GetPartitionStatisticsRequest { CollectionName = collection, PartitionName = partition };
        var answer = await CallAsync(call, Rpcs.GetPartitionStatistics, request, token).ConfigureAwait(false);
        return RowCountOf(answer.Stats, nameof(Rpcs.GetPartitionStatistics));
    }

    /// <summary>Requests that partitions are loaded, in the background.</summary>
    internal async Task LoadPartitionsAsync(
        CallContext call,
        string collection,
        IReadOnlyList<string> partitions,
        LoadOptions options,
        CancellationToken token)
    {
        await CheckLoadedFieldsAsync(call, collection, options.Fields, token).ConfigureAwait(false);
        var request = new Protocol.LoadPartitionsRequest
        {
            CollectionName = collection,
            ReplicaNumber = options.ReplicaCount ?? 0,
            Refresh = options.Refresh,
            SkipLoadDynamicField = options.SkipDynamicField,
        };
        request.PartitionNames.AddRange(partitions);
        request.ResourceGroups.AddRange(options.ResourceGroups);
        request.LoadFields.AddRange(options.Fields);
        if (options.Priority is { } priority)
        {
            request.LoadParams["load_priority"] = priority;
        }

        await CallAsync(call, Rpcs.LoadPartitions, request, token).ConfigureAwait(false);
    }

    internal Task ReleasePartitionsAsync(CallContext call, string collection, IReadOnlyList<string> partitions, CancellationToken token)
    {
        var request = new Protocol.ReleasePartitionsRequest { CollectionName = collection };
        request.PartitionNames.AddRange(partitions);
        return CallAsync(call, Rpcs.ReleasePartitions, request, token);
    }

    private static long RowCountOf(IEnumerable<Protocol.KeyValuePair> statistics, string method)
    {
        var text = statistics.FirstOrDefault(pair => pair.Key == "row_count")?.Value;
        return long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var rows)
            ? rows
            : throw CreateProtocolError(method, "no row_count");
    }
}
