using Grpc.Core;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Schema;
using Milvus.Embedded.Segments;
using Milvus.Embedded.Storage;
using Milvus.Protocol;
using Status = Milvus.Protocol.Status;

namespace Milvus.Embedded.Service;

/// <summary>Partitions.</summary>
internal sealed partial class EmbeddedService
{
    public override Task<Status> CreatePartition(CreatePartitionRequest request, ServerCallContext context) => Run(context, call =>
    {
        var collection = ResolveCollection(call, request.DbName, request.CollectionName);
        RefuseByKey(collection, "create partition");
        NameRules.Partition(request.PartitionName);
        Change(collection, () =>
        {
            if (collection.FindPartition(request.PartitionName) is not null)
            {
                return;
            }

            if (collection.Partitions.Count >= PartitionRules.MaximumPartitions)
            {
                throw MilvusError.Unexpected($"partition number ({collection.Partitions.Count}) exceeds max configuration "
                    + $"({PartitionRules.MaximumPartitions}), collection: {collection.Name}");
            }

            var now = clock.Next();
            // A partition that is created in a loaded collection can be searched at once.
            var partition = new PartitionEntry(now, request.PartitionName, now)
            {
                Loaded = collection.Loaded && collection.Partitions.All(other => other.Loaded),
            };
            store.Write(sql => sql.AddPartition(collection, partition));
            collection.Partitions = [.. collection.Partitions, partition];
        });
    });

    public override Task<Status> DropPartition(DropPartitionRequest request, ServerCallContext context) => Run(context, call =>
    {
        var collection = ResolveCollection(call, request.DbName, request.CollectionName);
        RefuseByKey(collection, "drop partition");
        NameRules.Partition(request.PartitionName);
        Change(collection, () =>
        {
            if (request.PartitionName == PartitionRules.DefaultName
                && !(collection.Loaded && collection.FindPartition(request.PartitionName)!.Loaded))
            {
                throw MilvusError.Unexpected("default partition cannot be deleted");
            }

            if (collection.FindPartition(request.PartitionName) is not { } partition)
            {
                return;
            }

            if (collection.Loaded && partition.Loaded)
            {
                throw MilvusError.Unexpected("partition cannot be dropped, partition is loaded, please release it first");
            }

            store.Write(sql => sql.RemovePartition(collection, partition));
            collection.Generation++;
            collection.Partitions = [.. collection.Partitions.Where(other => other != partition)];
            collection.Runtime.Evict();
        });
    });

    public override Task<BoolResponse> HasPartition(HasPartitionRequest request, ServerCallContext context) => Run(
        context,
        call =>
        {
            NameRules.Collection(request.CollectionName);
            NameRules.Partition(request.PartitionName);
            var collection = catalog.ResolveCollection(call.ResolveDatabase(request.DbName), request.CollectionName);
            return new BoolResponse { Status = Statuses.Ok, Value = collection.FindPartition(request.PartitionName) is not null };
        },
        status => new BoolResponse { Status = status });

    public override Task<ShowPartitionsResponse> ShowPartitions(ShowPartitionsRequest request, ServerCallContext context) => Run(
        context,
        call =>
        {
            var collection = ResolveCollection(call, request.DbName, request.CollectionName);
            var wanted = request.PartitionNames.Count == 0
                ? collection.Partitions
                : request.PartitionNames.Select(name => collection.FindPartition(name) ?? throw MilvusError.PartitionNotFound(name));
            var response = new ShowPartitionsResponse { Status = Statuses.Ok };
#pragma warning disable CS0612 // Older clients still ask for loaded partitions only, and read how far they are.
            if (request.Type == ShowType.InMemory)
            {
                wanted = request.PartitionNames.Count == 0
                    ? wanted.Where(partition => partition.Loaded)
                    : wanted.Select(partition =>
                        partition.Loaded ? partition : throw new MilvusError(201, $"partition not loaded[partition={partition.Id}]"));
                wanted = wanted.ToArray();
                response.InMemoryPercentages.AddRange(wanted.Select(_ => 100L));
            }

#pragma warning restore CS0612
            foreach (var partition in wanted)
            {
                response.PartitionNames.Add(partition.Name);
                response.PartitionIDs.Add(partition.Id);
                response.CreatedTimestamps.Add((ulong)partition.Created);
                response.CreatedUtcTimestamps.Add((ulong)HybridClock.Milliseconds(partition.Created));
            }

            return response;
        },
        status => new ShowPartitionsResponse { Status = status });

    public override Task<GetPartitionStatisticsResponse> GetPartitionStatistics(
        GetPartitionStatisticsRequest request,
        ServerCallContext context) => Run(
        context,
        call =>
        {
            var collection = catalog.ResolveCollection(call.ResolveDatabase(request.DbName), request.CollectionName);
            var partition = collection.FindPartition(request.PartitionName) ?? throw MilvusError.PartitionNotFound(request.PartitionName);
            var response = new GetPartitionStatisticsResponse { Status = Statuses.Ok };
            response.Stats.Add(RowCount(partition.Rows));
            return response;
        },
        status => new GetPartitionStatisticsResponse { Status = status });

    /// <summary>Changes a collection under its lock.</summary>
    /// <exception cref="MilvusError">The collection was dropped meanwhile.</exception>
    private static void Change(CollectionEntry collection, Action change)
    {
        lock (collection.Gate)
        {
            if (collection.Dropped)
            {
                throw MilvusError.CollectionNotFound(collection.Database.Name, collection.Name);
            }

            change();
        }
    }

    /// <summary>Throws if a partition key selects the partitions: callers must not then create, drop or name partitions.</summary>
    private static void RefuseByKey(CollectionEntry collection, string what)
    {
        if (collection.PartitionKey is not null)
        {
            throw MilvusError.Unexpected($"disable {what} if partition key mode is used");
        }
    }
}
