using Grpc.Core;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Schema;
using Milvus.Embedded.Segments;
using Milvus.Embedded.Storage;
using Milvus.Protocol;
using Status = Milvus.Protocol.Status;

namespace Milvus.Embedded.Service;

/// <summary>Load and release. Loading reads the rows before it returns, so that later calls find them in memory.</summary>
internal sealed partial class EmbeddedService
{
    public override Task<Status> LoadCollection(LoadCollectionRequest request, ServerCallContext context) =>
        Run(
            context,
            call =>
            {
                var collection = ResolveCollection(call, request.DbName, request.CollectionName);
                if (request.Refresh)
                {
                    Refresh(collection, []);
                    return;
                }

                Load(
                    collection,
                    () => collection.Partitions,
                    () => _resourceGroups.GroupForLoad(collection, request.ResourceGroups, request.ReplicaNumber, "collection"),
                    call.Token);
            });

    public override Task<Status> LoadPartitions(LoadPartitionsRequest request, ServerCallContext context) => Run(context, call =>
    {
        var collection = ResolveCollection(call, request.DbName, request.CollectionName);
        RefuseByKey(collection, "load partitions");
        if (request.PartitionNames.Count == 0)
        {
            throw MilvusError.Parameter("failed to load partition, due to no partition specified");
        }

        if (request.Refresh)
        {
            Refresh(collection, ResolvePartitions(collection, request.PartitionNames));
            return;
        }

        Load(
            collection,
            () =>
                [
                    .. ResolvePartitions(collection, request.PartitionNames)
                        .Union(collection.Partitions.Where(partition => partition.Loaded)),
                ],
            () => _resourceGroups.GroupForLoad(collection, request.ResourceGroups, request.ReplicaNumber, "partitions"),
            call.Token);
    });

    public override Task<Status> ReleaseCollection(ReleaseCollectionRequest request, ServerCallContext context) => Run(context, call =>
    {
        var collection = ResolveCollection(call, request.DbName, request.CollectionName);
        Change(collection, () => SetLoaded(collection, []));
    });

    public override Task<Status> ReleasePartitions(ReleasePartitionsRequest request, ServerCallContext context) => Run(context, call =>
    {
        var collection = ResolveCollection(call, request.DbName, request.CollectionName);
        RefuseByKey(collection, "release partitions");
        if (request.PartitionNames.Count == 0)
        {
            throw new MilvusError(MilvusError.ParameterCode, "invalid parameter[expected=any partition][actual=empty partition list]");
        }

        Change(collection, () => SetLoaded(collection,
            [.. collection.Partitions.Where(partition => partition.Loaded).Except(ResolvePartitions(collection, request.PartitionNames))]));
    });

    public override Task<GetLoadStateResponse> GetLoadState(GetLoadStateRequest request, ServerCallContext context) =>
        Run(
            context,
            call =>
            {
                var response = new GetLoadStateResponse { Status = Statuses.Ok };
                NameRules.Collection(request.CollectionName);
                if (catalog.FindCollection(call.ResolveDatabase(request.DbName), request.CollectionName) is not { } collection)
                {
                    response.State = LoadState.NotExist;
                }
                else
                {
                    var wanted = request.PartitionNames.Count > 0 ? ResolvePartitions(collection, request.PartitionNames) : [];
                    response.State = collection.Loaded && wanted.All(partition => partition.Loaded) ? LoadState.Loaded : LoadState.NotLoad;
                }

                return response;
            },
            status => new GetLoadStateResponse { Status = status });

    public override Task<GetLoadingProgressResponse> GetLoadingProgress(GetLoadingProgressRequest request, ServerCallContext context) =>
        Run(
            context,
            call =>
            {
                var collection = ResolveCollection(call, request.DbName, request.CollectionName);
                var wanted = ResolvePartitions(collection, request.PartitionNames);
                if (!collection.Loaded || wanted.Any(partition => !partition.Loaded))
                {
                    throw MilvusError.CreateNotLoaded("", collection.Name);
                }

                return new GetLoadingProgressResponse
                {
                    Status = Statuses.Ok,
                    Progress = 100,
                    RefreshProgress = 100,
                };
            },
            status => new GetLoadingProgressResponse { Status = status });

    /// <summary>
    /// Loads newly imported rows of a loaded collection. In the engine they are loaded already. As in Milvus, it requires an index first,
    /// and then that the collection is loaded.
    /// </summary>
    private static void Refresh(CollectionEntry collection, IEnumerable<PartitionEntry> partitions) => Change(collection, () =>
    {
        RequireIndex(collection);
        if (!collection.Loaded)
        {
            throw MilvusError.CreateNotLoaded("", collection.Name);
        }

        if (partitions.FirstOrDefault(partition => !partition.Loaded) is { } missing)
        {
            throw MilvusError.CreatePartitionNotLoaded(missing.Name);
        }
    });

    private static void RequireIndex(CollectionEntry collection)
    {
        if (collection.Indexes.Count == 0)
        {
            throw new MilvusError(MilvusError.IndexNotFoundCode, $"index not found[collection={collection.Name}]");
        }
    }

    private void Load(
        CollectionEntry collection,
        Func<IReadOnlyCollection<PartitionEntry>> partitions,
        Func<string> group,
        CancellationToken token)
    {
        Change(
            collection,
            () =>
            {
                RequireIndex(collection);
                var bare = collection
                    .Fields.Where(field =>
                        (field.DataType.IsVector() || field.DataType == DataType.ArrayOfVector) && collection.IndexOf(field) is null)
                    .Select(field => field.Name)
                    .ToArray();
                if (bare.Length > 0)
                {
                    throw MilvusError.Parameter(
                        $"there is no vector index on field: [{string.Join(' ', bare)}], please create index firstly");
                }

                var place = group();
                collection.Runtime.Acquire(store, token);
                _resourceGroups.SetGroup(collection, place);
                SetLoaded(collection, partitions());
            });
        builds.Start(collection);
    }

    private void SetLoaded(CollectionEntry collection, IReadOnlyCollection<PartitionEntry> partitions)
    {
        var loaded = partitions.Count > 0;
        if (loaded != collection.Loaded || collection.Partitions.Any(partition => partition.Loaded != partitions.Contains(partition)))
        {
            store.Write(sql => sql.SetLoaded(collection, loaded, partitions));
        }

        collection.Loaded = loaded;
        foreach (var partition in collection.Partitions)
        {
            partition.Loaded = partitions.Contains(partition);
        }

        if (!loaded)
        {
            collection.Runtime.Evict();
        }
    }

    private static PartitionEntry[] ResolvePartitions(CollectionEntry collection, IEnumerable<string> names) =>
        [.. names.Select(name => collection.FindPartition(name) ?? throw MilvusError.PartitionNotFound(name))];
}
