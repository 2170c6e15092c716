using Grpc.Core;
using Milvus.Embedded.Access;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Filter;
using Milvus.Embedded.Records;
using Milvus.Embedded.Rows;
using Milvus.Embedded.Schema;
using Milvus.Embedded.Search;
using Milvus.Embedded.Segments;
using Milvus.Embedded.Storage;
using Milvus.Embedded.Times;
using Milvus.Protocol;

namespace Milvus.Embedded.Service;

/// <summary>Insert, upsert and delete. Each is one transaction, and is visible in memory after it is on disk.</summary>
internal sealed partial class EmbeddedService
{
    public override Task<MutationResult> Insert(InsertRequest request, ServerCallContext context) => Run(
        context,
        call =>
        {
            var collection = ResolveForWrite(call, request.DbName, request.CollectionName, request.PartitionName);
            CheckSchema(collection, request.SchemaTimestamp);
            var batch = Embed(collection, RequestRows.ForInsert(collection, request.FieldsData, request.NumRows, clock), call);
            call.Token.ThrowIfCancellationRequested();
            var timestamp = Write(collection, null, batch, request.PartitionName);
            return ToMutationResult(batch, timestamp, result => result.InsertCnt = batch.Rows);
        },
        status => ToFailedResult(status, request.NumRows));

    public override Task<MutationResult> Upsert(UpsertRequest request, ServerCallContext context) =>
        Run(
            context,
            call =>
            {
                var collection = ResolveForWrite(call, request.DbName, request.CollectionName, request.PartitionName);
                CheckSchema(collection, request.SchemaTimestamp);
                if (!request.PartialUpdate && request.FieldOps.All(operation => operation.Op == FieldPartialUpdateOp.Types.OpType.Replace))
                {
                    return UpsertRows(
                        collection,
                        Embed(collection, RequestRows.ForUpsert(collection, request.FieldsData, request.NumRows, clock), call),
                        request.PartitionName,
                        call);
                }

                if (!collection.Loaded)
                {
                    throw MilvusError.CreateNotLoaded("failed to query: ", collection.Name);
                }

                var embedded = EmbedPart(collection, request, call);
                MutationResult? result = null;
                // The rows that complete a partial upsert must be those that it replaces, so both happen under the lock.
                Change(
                    collection,
                    () =>
                    {
                        var segment = collection.Runtime.Acquire(store, call.Token);
                        result = UpsertRows(
                            collection,
                            RequestRows.ForPartialUpsert(collection, request, embedded, segment),
                            request.PartitionName,
                            call);
                    });
                return result!;
            },
            status => ToFailedResult(status, request.NumRows));

    public override Task<MutationResult> Delete(DeleteRequest request, ServerCallContext context) =>
        Run(
            context,
            call =>
            {
                var collection = ResolveForWrite(call, request.DbName, request.CollectionName, request.PartitionName);
                if (string.IsNullOrWhiteSpace(request.Expr))
                {
                    throw MilvusError.Parameter("invalid expression", "valid expr", "empty expr");
                }

                var partition = RowTables.AllPartitions;
                if (request.PartitionName.Length > 0 && collection.PartitionKey is not null)
                {
                    throw PartitionRules.ChosenByKey();
                }

                if (request.PartitionName.Length > 0)
                {
                    partition = (
                        collection.FindPartition(request.PartitionName)
                        ?? throw new MilvusError(
                            MilvusError.PartitionNotFoundCode,
                            $"Failed to get partition id: partition not found[partition={request.PartitionName}]")
                    ).Id;
                }

                var filter = FilterCompiler.CompileFor(
                    "delete",
                    request.Expr,
                    collection.Schema,
                    request.ExprTemplateValues,
                    TimeZones.Of(collection),
                    call.Token);
                if (filter.IsAlwaysTrue)
                {
                    throw MilvusError.Parameter($"delete plan can't be empty or always true : {request.Expr}");
                }

                Column keys;
                if (filter.PrimaryKeys is { } listed)
                {
                    keys = KeyColumn.Of(collection.PrimaryKey, listed);
                }
                else
                {
                    var scope = ReadScope.Open(
                        collection,
                        request.PartitionName.Length > 0 ? [request.PartitionName] : [],
                        store,
                        "",
                        call.Token);
                    keys = scope.Segment.Columns.PrimaryKey.Empty();
                    foreach (var row in scope.FindRows(filter, call.Token))
                    {
                        keys.AppendFrom(scope.Segment.Columns.PrimaryKey, row);
                    }
                }

                call.Token.ThrowIfCancellationRequested();
                var timestamp = keys.Count > 0 ? Erase(collection, keys, partition) : clock.Next();
                return new MutationResult
                {
                    Status = Statuses.Ok,
                    DeleteCnt = keys.Count,
                    Timestamp = (ulong)timestamp,
                    IDs = new IDs(),
                };
            },
            status => new MutationResult { Status = status });

    private MutationResult UpsertRows(CollectionEntry collection, RequestRows given, string partition, Call call)
    {
        given.CheckKeysDiffer();
        var rows = given;
        var replaced = rows.Keys;
        if (collection.PrimaryKey.AutoID)
        {
            rows = rows.WithNewKeys(clock);
        }

        call.Token.ThrowIfCancellationRequested();
        var timestamp = Write(collection, replaced, rows, partition);
        return ToMutationResult(rows, timestamp, result =>
        {
            result.UpsertCnt = given.Rows;
            result.InsertCnt = given.Rows;
            result.DeleteCnt = given.Rows;
        });
    }

    private long Write(CollectionEntry collection, Column? replaced, RequestRows batch, string partitionName)
    {
        var timestamp = 0L;
        Change(collection, () =>
        {
            if (!batch.Fields.SequenceEqual(collection.Fields))
            {
                throw MilvusError.SchemaMismatch(collection.Name);
            }

            var parts = batch.ByPartition(partitionName).ToArray();
            // Without a partition key, an upsert replaces the rows of the partition to which it writes. The key may also be in other
            // partitions.
            var scope = collection.PartitionKey is null ? parts[0].Partition.Id : RowTables.AllPartitions;
            timestamp = clock.Next();
            store.Write(sql =>
            {
                if (replaced is not null)
                {
                    sql.AddDelete(collection, timestamp, scope, replaced);
                }

                foreach (var (partition, columns) in parts)
                {
                    sql.AddBatch(collection, timestamp, partition.Id, columns);
                }
            });
            var segment = collection.Runtime.Segment;
            if (replaced is not null)
            {
                segment?.Delete(replaced, scope, timestamp);
            }

            foreach (var (partition, columns) in parts)
            {
                segment?.Append(columns, partition.Id, timestamp);
                partition.AddRows(columns[0].Count);
            }

            segment?.Publish(timestamp);
        });
        builds.Start(collection);
        return timestamp;
    }

    private long Erase(CollectionEntry collection, Column keys, long partition)
    {
        var timestamp = 0L;
        Change(collection, () =>
        {
            timestamp = clock.Next();
            store.Write(sql => sql.AddDelete(collection, timestamp, partition, keys));
            collection.Runtime.Segment?.Delete(keys, partition, timestamp);
            collection.Runtime.Segment?.Publish(timestamp);
        });
        return timestamp;
    }

    private static MutationResult ToMutationResult(RequestRows batch, long timestamp, Action<MutationResult> counts)
    {
        var result = new MutationResult
        {
            Status = Statuses.Ok,
            IDs = ResponseFieldWriter.Keys(batch.Keys, Enumerable.Range(0, batch.Rows)),
            Timestamp = (ulong)timestamp,
        };
        result.SuccIndex.AddRange(Enumerable.Range(0, batch.Rows).Select(row => (uint)row));
        counts(result);
        return result;
    }

    /// <summary>The collection of a write. A name that no partition can have is rejected.</summary>
    private CollectionEntry ResolveForWrite(Call call, string database, string name, string partition)
    {
        var collection = ResolveCollection(call, database, name);
        if (partition.Length > 0)
        {
            NameRules.Partition(partition);
        }

        return collection;
    }

    // 0 comes from clients that do not know when the schema was changed.
    private static void CheckSchema(CollectionEntry collection, ulong timestamp)
    {
        if (timestamp != 0 && timestamp != (ulong)collection.Updated)
        {
            throw MilvusError.OutdatedSchema(collection.Name);
        }
    }

    private static MutationResult ToFailedResult(Protocol.Status status, uint rows)
    {
        var result = new MutationResult { Status = status };
        // A request may claim more rows than it contains, so the number is limited to protect the memory.
        result.ErrIndex.AddRange(Enumerable.Range(0, (int)Math.Min(rows, 1 << 20)).Select(row => (uint)row));
        return result;
    }
}
