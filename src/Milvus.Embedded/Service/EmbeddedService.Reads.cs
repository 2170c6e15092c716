using Grpc.Core;
using Milvus.Embedded.Search;
using Milvus.Protocol;

namespace Milvus.Embedded.Service;

/// <summary>Query and search.</summary>
internal sealed partial class EmbeddedService
{
    public override Task<QueryResults> Query(QueryRequest request, ServerCallContext context) => Run(
        context,
        call => QueryRun.Answer(catalog.Collection(call.Database(request.DbName), request.CollectionName), request, store, call.Token),
        status => new QueryResults { Status = status });

    public override Task<SearchResults> Search(SearchRequest request, ServerCallContext context) => Run(
        context,
        call => new SearchRun(catalog.Collection(call.Database(request.DbName), request.CollectionName), request, store, call.Token).Answer(),
        status => new SearchResults { Status = status });
}
