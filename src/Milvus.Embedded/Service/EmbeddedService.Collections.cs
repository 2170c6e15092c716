using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Schema;
using Milvus.Embedded.Times;
using Milvus.Protocol;
using Status = Milvus.Protocol.Status;

namespace Milvus.Embedded.Service;

/// <summary>Collections.</summary>
internal sealed partial class EmbeddedService
{
    public override Task<Status> CreateCollection(CreateCollectionRequest request, ServerCallContext context) => Run(context, call =>
    {
        CollectionSchema schema;
        try
        {
            schema = CollectionSchema.Parser.ParseFrom(request.Schema);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw MilvusError.Unexpected($"the schema cannot be read: {exception.Message}");
        }

        catalog.CreateCollection(request, call.ResolveDatabase(request.DbName), schema);
    });

    public override Task<Status> DropCollection(DropCollectionRequest request, ServerCallContext context) =>
        Run(context, call =>
        {
            if (catalog.DropCollection(call.ResolveDatabase(request.DbName), request.CollectionName) is { } dropped)
            {
                builds.Forget(dropped);
            }
        });

    public override Task<Status> RenameCollection(RenameCollectionRequest request, ServerCallContext context) => Run(context, call =>
    {
        var database = call.ResolveDatabase(request.DbName);
        var target = request.NewDBName.Length > 0 ? request.NewDBName : database;
        catalog.RenameCollection(database, request.OldName, target, request.NewName);
    });

    public override Task<Status> AlterCollection(AlterCollectionRequest request, ServerCallContext context) =>
        Run(
            context,
            call =>
                catalog.AlterCollection(
                    catalog.ResolveCollection(call.ResolveDatabase(request.DbName), request.CollectionName),
                    request.Properties,
                    request.DeleteKeys));

    public override Task<Status> AlterCollectionField(AlterCollectionFieldRequest request, ServerCallContext context) =>
        Run(
            context,
            call =>
                catalog.AlterField(
                    catalog.ResolveCollection(call.ResolveDatabase(request.DbName), request.CollectionName),
                    request.FieldName,
                    request.Properties,
                    request.DeleteKeys));

    public override Task<Status> AddCollectionField(AddCollectionFieldRequest request, ServerCallContext context) => Run(context, call =>
    {
        FieldSchema field;
        try
        {
            field = FieldSchema.Parser.ParseFrom(request.Schema);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw MilvusError.Unexpected($"the schema of the field cannot be read: {exception.Message}");
        }

        var collection = catalog.ResolveCollection(call.ResolveDatabase(request.DbName), request.CollectionName);
        catalog.AddField(collection, field);
        builds.Start(collection);
    });

    public override Task<TruncateCollectionResponse> TruncateCollection(TruncateCollectionRequest request, ServerCallContext context) =>
        Run(
            context,
            call =>
            {
                var collection = ResolveCollection(call, request.DbName, request.CollectionName);
                builds.Forget(collection);
                catalog.TruncateCollection(collection);
                return new TruncateCollectionResponse { Status = Statuses.Ok };
            },
            status => new TruncateCollectionResponse { Status = status });

    public override Task<BoolResponse> HasCollection(HasCollectionRequest request, ServerCallContext context) =>
        Run(
            context,
            call =>
            {
                NameRules.Collection(request.CollectionName);
                return new BoolResponse
                {
                    Status = Statuses.Ok,
                    Value = catalog.FindCollection(call.ResolveDatabase(request.DbName), request.CollectionName) is not null,
                };
            },
            status => new BoolResponse { Status = status });

    public override Task<DescribeCollectionResponse> DescribeCollection(DescribeCollectionRequest request, ServerCallContext context) =>
        Run(
            context,
            call =>
            {
                var database = call.ResolveDatabase(request.DbName);
                if (request.CollectionName.Length == 0 && request.CollectionID != 0)
                {
                    return Describe(catalog.FindCollection(request.CollectionID) ?? throw CreateUndescribed(database, ""));
                }

                NameRules.Collection(request.CollectionName);
                return Describe(
                    catalog.FindCollection(database, request.CollectionName) ?? throw CreateUndescribed(database, request.CollectionName));
            },
            status => new DescribeCollectionResponse { Status = status });

    /// <summary>Only this RPC of Milvus reports a missing collection with this text.</summary>
    private static MilvusError CreateUndescribed(string database, string name) =>
        new(MilvusError.CollectionNotFoundCode, $"can't find collection[database={database}][collection={name}]");

    public override Task<BatchDescribeCollectionResponse> BatchDescribeCollection(
        BatchDescribeCollectionRequest request,
        ServerCallContext context) =>
        Run(
            context,
            call =>
            {
                var database = call.ResolveDatabase(request.DbName);
                if (request.CollectionName.Count == 0 && request.CollectionID.Count == 0)
                {
                    throw MilvusError.Parameter("collection names and ids are empty");
                }

                var response = new BatchDescribeCollectionResponse { Status = Statuses.Ok };
                response.Responses.AddRange(
                    request.CollectionName.Select(name =>
                        catalog.FindCollection(database, name) is { } found
                            ? Describe(found)
                            : new DescribeCollectionResponse { Status = Statuses.Of(CreateUndescribed(database, name)) }));
                return response;
            },
            status => new BatchDescribeCollectionResponse { Status = status });

    public override Task<ShowCollectionsResponse> ShowCollections(ShowCollectionsRequest request, ServerCallContext context) => Run(
        context,
        call =>
        {
            var response = new ShowCollectionsResponse { Status = Statuses.Ok };
#pragma warning disable CS0612 // Older clients still ask for loaded collections only, and read how far they are.
            var inMemory = request.Type == ShowType.InMemory;
            var database = call.ResolveDatabase(request.DbName);
            var asked = inMemory ? request.CollectionNames.Select(name => ResolveCollection(call, request.DbName, name)).ToArray() : [];
            if (asked.FirstOrDefault(collection => !collection.Loaded) is { } released)
            {
                throw MilvusError.Unexpected($"collection not loaded[collection={released.Name}]");
            }

            foreach (
                var collection in asked.Length > 0
                    ? asked
                    : catalog.ListCollections(database).Where(collection => collection.Loaded || !inMemory))
            {
                response.CollectionNames.Add(collection.Name);
                response.CollectionIds.Add(collection.Id);
                response.CreatedTimestamps.Add((ulong)collection.Created);
                response.CreatedUtcTimestamps.Add((ulong)HybridClock.Milliseconds(collection.Created));
                response.ShardsNum.Add(collection.Shards);
                response.QueryServiceAvailable.Add(collection.Loaded);
                if (inMemory)
                {
                    response.InMemoryPercentages.Add(100);
                }
            }

#pragma warning restore CS0612
            return response;
        },
            status => new ShowCollectionsResponse { Status = status });

    public override Task<GetCollectionStatisticsResponse> GetCollectionStatistics(
        GetCollectionStatisticsRequest request,
        ServerCallContext context) =>
        Run(
            context,
            call =>
            {
                var collection = catalog.ResolveCollection(call.ResolveDatabase(request.DbName), request.CollectionName);
                var response = new GetCollectionStatisticsResponse { Status = Statuses.Ok };
                response.Stats.Add(RowCount(collection.Partitions.Sum(partition => partition.Rows)));
                return response;
            },
            status => new GetCollectionStatisticsResponse { Status = status });

    private DescribeCollectionResponse Describe(CollectionEntry collection)
    {
        var schema = CollectionEntry.WithoutNotes(collection.Schema);
        schema.Name = collection.Name;
        foreach (var field in schema.Fields)
        {
            TimeValues.DescribeDefault(field, TimeZones.Of(collection));
        }

        var response = new DescribeCollectionResponse
        {
            Status = Statuses.Ok,
            Schema = schema,
            CollectionID = collection.Id,
            CollectionName = collection.Name,
            DbName = collection.Database.Name,
            DbId = collection.Database.Id,
            CreatedTimestamp = (ulong)collection.Created,
            CreatedUtcTimestamp = (ulong)HybridClock.Milliseconds(collection.Created),
            UpdateTimestamp = (ulong)collection.Updated,
            UpdateTimestampStr = collection.Updated.ToString(CultureInfo.InvariantCulture),
            ShardsNum = collection.Shards,
            ConsistencyLevel = collection.Consistency,
            NumPartitions = collection.Partitions.Count,
        };
        for (var shard = 0; shard < collection.Shards; shard++)
        {
            response.PhysicalChannelNames.Add(string.Create(CultureInfo.InvariantCulture, $"embedded_{shard}"));
            response.VirtualChannelNames.Add(Channel(collection, shard));
        }

        response.Properties.AddRange(collection.Properties.Select(pair => pair.Clone()));
        response.Aliases.AddRange(catalog.ListAliases(collection.Database.Name, collection));
        return response;
    }

    private static KeyValuePair RowCount(long rows) => new() { Key = "row_count", Value = rows.ToString(CultureInfo.InvariantCulture) };
}
