using Grpc.Core;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Storage;
using Milvus.Protocol;

namespace Milvus.Embedded.Service;

/// <summary>Flush. Acknowledged rows are on disk already, so it does not wait.</summary>
internal sealed partial class EmbeddedService
{
    public override Task<FlushResponse> Flush(FlushRequest request, ServerCallContext context) => Run(
        context,
        call =>
        {
            var database = call.ResolveDatabase(request.DbName);
            var response = new FlushResponse { Status = Statuses.Ok, DbName = database };
            foreach (var name in request.CollectionNames)
            {
                var (sealedNow, before) = Seal(catalog.ResolveCollection(database, name));
                var now = clock.Next();
                response.CollSegIDs.Add(name, sealedNow);
                response.FlushCollSegIDs.Add(name, before);
                response.CollSealTimes.Add(name, HybridClock.Milliseconds(now) / 1000);
                response.CollFlushTs.Add(name, (ulong)now);
            }

            return response;
        },
        status => new FlushResponse { Status = status });

    public override Task<GetFlushStateResponse> GetFlushState(GetFlushStateRequest request, ServerCallContext context) => Run(
        context,
        call =>
        {
            if (request.CollectionName.Length > 0)
            {
                ResolveCollection(call, request.DbName, request.CollectionName);
            }

            return new GetFlushStateResponse { Status = Statuses.Ok, Flushed = true };
        },
        status => new GetFlushStateResponse { Status = status });

    public override Task<FlushAllResponse> FlushAll(FlushAllRequest request, ServerCallContext context) => Run(
        context,
#pragma warning disable CS0612 // Deprecated, and still what clients wait with.
        _ =>
        {
            foreach (var collection in FindFlushTargets(request.DbName).SelectMany(catalog.ListCollections))
            {
                Seal(collection);
            }

            return new FlushAllResponse { Status = Statuses.Ok, FlushAllTs = (ulong)clock.Next() };
        },
#pragma warning restore CS0612
        status => new FlushAllResponse { Status = status });

    public override Task<GetFlushAllStateResponse> GetFlushAllState(GetFlushAllStateRequest request, ServerCallContext context) => Run(
        context,
        _ =>
        {
#pragma warning disable CS0612 // Deprecated, and still what names the database.
            FindFlushTargets(request.DbName);
#pragma warning restore CS0612
            return new GetFlushAllStateResponse { Status = Statuses.Ok, Flushed = true };
        },
        status => new GetFlushAllStateResponse { Status = status });

    /// <summary>The databases of a flush of all collections: the named one, else all.</summary>
    private IReadOnlyList<string> FindFlushTargets(string name)
    {
        if (name.Length > 0)
        {
            catalog.ListCollections(name);
            return [name];
        }

        return [.. catalog.ListDatabases().Select(database => database.Name)];
    }

    /// <summary>
    /// The segments written since the last flush, which this flush seals, and those before. The first flush after opening seals all.
    /// </summary>
    private (LongArray Now, LongArray Before) Seal(CollectionEntry collection)
    {
        lock (collection.Gate)
        {
            var segments = store.Read(sql => RowTables.ListBatches(sql, collection)).Select(batch => batch.Seq).Distinct().ToArray();
            var last = collection.Flushed;
            collection.Flushed = segments.Append(last).Max();
            return (Numbers(segments.Where(segment => segment > last)), Numbers(segments.Where(segment => segment <= last)));
        }
    }

    private static LongArray Numbers(IEnumerable<long> numbers)
    {
        var list = new LongArray();
        list.Data.AddRange(numbers);
        return list;
    }
}
