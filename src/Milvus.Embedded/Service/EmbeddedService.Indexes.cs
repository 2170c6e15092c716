using Grpc.Core;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Schema;
using Milvus.Embedded.Storage;
using Milvus.Protocol;
using Status = Milvus.Protocol.Status;

namespace Milvus.Embedded.Service;

/// <summary>Indexes on fields, their parameters and the progress of their build.</summary>
internal sealed partial class EmbeddedService
{
    public override Task<Status> CreateIndex(CreateIndexRequest request, ServerCallContext context) => Run(context, call =>
    {
        var collection = catalog.ResolveCollection(call.ResolveDatabase(request.DbName), request.CollectionName);
        if (request.IndexName.Length > 0)
        {
            NameRules.Index(request.IndexName);
        }

        // A name that is not a field may be a key of the dynamic field.
        var field = collection.FindField(request.FieldName) ?? (collection.Fields[^1].IsDynamic ? collection.Fields[^1] : null)
            ?? throw MilvusError.Unexpected($"cannot create index on non-exist field: {request.FieldName}");
        var parameters = IndexChecks.Check(field, request.FieldName, request.ExtraParams);
        var given = IndexChecks.Describe(request.ExtraParams, parameters);
        var path = parameters.Find(IndexEntry.PathKey) ?? "";
        Change(collection, () =>
        {
            var existing = collection.Indexes.FirstOrDefault(index => index.Field.FieldID == field.FieldID && index.JsonPath == path);
            // Without a name, the request refers to the existing index.
            var name = request.IndexName.Length > 0 ? request.IndexName : existing?.Name ?? field.Name + path;
            if (existing is not null && existing.Name == name && IndexProperties.IsSame(existing, parameters, given))
            {
                return;
            }

            if (existing is not null && existing.Name != name && collection.Indexes.All(index => index.Name != name))
            {
                throw MilvusError.Unexpected("CreateIndex failed: creating multiple indexes on same field is not supported");
            }

            if (collection.Indexes.Any(index => index.Name == name))
            {
                throw MilvusError.Unexpected("CreateIndex failed: at most one distinct index is allowed per field");
            }

            var now = clock.Next();
            var index = new IndexEntry(now, field, name, parameters, now) { Given = given };
            store.Write(sql => sql.AddIndex(collection, index));
            collection.Indexes = [.. collection.Indexes, index];
        });
        builds.Start(collection);
    });

    public override Task<Status> DropIndex(DropIndexRequest request, ServerCallContext context) => Run(context, call =>
    {
        var collection = catalog.ResolveCollection(call.ResolveDatabase(request.DbName), request.CollectionName);
        Change(collection, () =>
        {
            var meant = collection.Indexes.Where(index => request.IndexName.Length == 0 || index.Name == request.IndexName).ToArray();
            if (meant.Length == 0)
            {
                // As in Milvus, a missing index is not an error.
                return;
            }

            if (collection.Loaded && meant.Any(index => index.Field.DataType.IsVector() || index.Field.DataType == DataType.ArrayOfVector))
            {
                throw MilvusError.Unexpected($"vector index cannot be dropped on loaded collection: {collection.Id}");
            }

            if (meant is not [var dropped])
            {
                throw new MilvusError(702, "index duplicates[indexName=]");
            }

            store.Write(sql => sql.RemoveIndex(dropped));
            collection.Indexes = [.. collection.Indexes.Where(index => index != dropped)];
            builds.Forget(collection, dropped);
        });
    });

    public override Task<Status> AlterIndex(AlterIndexRequest request, ServerCallContext context) => Run(context, call =>
    {
        IndexProperties.Check(request);
        var collection = catalog.ResolveCollection(call.ResolveDatabase(request.DbName), request.CollectionName);
        Change(collection, () =>
        {
            if (collection.Loaded)
            {
                throw new MilvusError(MilvusError.LoadedCode, "can't alter index on loaded collection, please release the "
                    + $"collection first: collection already loaded[collection={collection.Name}]");
            }

            var index = collection.Indexes.FirstOrDefault(candidate => candidate.Name == request.IndexName)
                ?? throw new MilvusError(MilvusError.IndexNotFoundCode, $"index not found[indexName={request.IndexName}]");
            var changed = index with
            {
                Parameters = PropertyRules.ApplyChanges(index.Parameters, request.ExtraParams, request.DeleteKeys),
                Given = PropertyRules.ApplyChanges(index.Given, request.ExtraParams, request.DeleteKeys),
            };
            IndexProperties.CheckChange(changed);
            store.Write(sql => sql.SetParameters(changed));
            collection.Indexes = [.. collection.Indexes.Select(candidate => candidate == index ? changed : candidate)];
        });
    });

    public override Task<DescribeIndexResponse> DescribeIndex(DescribeIndexRequest request, ServerCallContext context) => Run(
        context,
        call =>
        {
            var response = new DescribeIndexResponse { Status = Statuses.Ok };
            response.IndexDescriptions.AddRange(DescribeIndexes(
                ResolveCollection(call, request.DbName, request.CollectionName), request.IndexName));
            return response;
        },
        status => new DescribeIndexResponse { Status = status });

    public override Task<GetIndexStatisticsResponse> GetIndexStatistics(
        GetIndexStatisticsRequest request,
        ServerCallContext context) => Run(
        context,
        call =>
        {
            var response = new GetIndexStatisticsResponse { Status = Statuses.Ok };
            response.IndexDescriptions.AddRange(DescribeIndexes(
                ResolveCollection(call, request.DbName, request.CollectionName), request.IndexName));
            return response;
        },
        status => new GetIndexStatisticsResponse { Status = status });

    private IEnumerable<IndexDescription> DescribeIndexes(CollectionEntry collection, string name)
    {
        var indexes = collection.Indexes;
        if (indexes.Count == 0 && name.Length == 0)
        {
            throw new MilvusError(MilvusError.IndexNotFoundCode, $"index not found[collection={collection.Name}]");
        }

        if (name.Length > 0 && indexes.All(index => index.Name != name))
        {
            throw new MilvusError(MilvusError.IndexNotFoundCode, $"index not found[indexName={name}]");
        }

        foreach (var index in indexes.Where(index => name.Length == 0 || index.Name == name))
        {
            var total = collection.Partitions.Sum(partition => partition.Rows);
            var progress = builds.DescribeProgress(collection, index, total);
            var description = new IndexDescription
            {
                IndexName = index.Name,
                IndexID = index.Id,
                FieldName = index.FieldName,
                TotalRows = total,
                IndexedRows = progress.IndexedRows,
                PendingIndexRows = total - progress.IndexedRows,
                State = progress.State,
                IndexStateFailReason = progress.Reason,
            };
            description.Params.AddRange(index.Given.Select(pair => pair.Clone()));
            yield return description;
        }
    }
}
