using Grpc.Core;
using Milvus.Embedded.Access;
using Milvus.Embedded.Embedding;
using Milvus.Embedded.Records;
using Milvus.Embedded.Search.Runs;
using Milvus.Embedded.Segments;
using Milvus.Protocol;

namespace Milvus.Embedded.Service;

/// <summary>Query and search.</summary>
internal sealed partial class EmbeddedService
{
    public override Task<QueryResults> Query(QueryRequest request, ServerCallContext context) =>
        Run(
            context,
            call =>
                Read(
                    call.ResolveDatabase(request.DbName),
                    request.CollectionName,
                    collection => QueryRun.Answer(collection, request, store, call.Token)),
            status => new QueryResults { Status = status });

    public override Task<SearchResults> Search(SearchRequest request, ServerCallContext context) =>
        Run(
            context,
            call =>
                Read(
                    call.ResolveDatabase(request.DbName),
                    request.CollectionName,
                    collection => new SearchRun(
                        collection, new FunctionEmbedding(collection, call).EmbedQueries(request), store, call.Token).Answer()),
            status => new SearchResults { Status = status });

    public override Task<SearchResults> HybridSearch(HybridSearchRequest request, ServerCallContext context) =>
        Run(
            context,
            call =>
                Read(
                    call.ResolveDatabase(request.DbName),
                    request.CollectionName,
                    collection => new HybridRun(collection, EmbedQueries(collection, request, call), store, call.Token).Answer()),
            status => new SearchResults { Status = status });

    private static HybridSearchRequest EmbedQueries(CollectionEntry collection, HybridSearchRequest request, Call call)
    {
        var embedding = new FunctionEmbedding(collection, call);
        SearchRequest[] searches = [.. request.Requests.Select(embedding.EmbedQueries)];
        if (searches.SequenceEqual(request.Requests, ReferenceEqualityComparer.Instance))
        {
            return request;
        }

        var embedded = request.Clone();
        embedded.Requests.Clear();
        embedded.Requests.AddRange(searches);
        return embedded;
    }

    /// <summary>Runs a read. The first read after opening loads the rows and compares them. The graphs are loaded after it.</summary>
    private T Read<T>(string database, string name, Func<CollectionEntry, T> answer)
    {
        var collection = catalog.ResolveCollection(database, name);
        var cold = collection.Runtime.Segment is null;
        var result = answer(collection);
        if (cold)
        {
            builds.Start(collection);
        }

        return result;
    }
}
