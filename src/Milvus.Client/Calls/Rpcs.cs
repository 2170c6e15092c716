using Milvus.Protocol;

namespace Milvus.Client.Calls;

/// <summary>The calls of this client, with their retry classes.</summary>
internal static partial class Rpcs
{
    internal static readonly Rpc<ConnectRequest, ConnectResponse> Connect =
        new(nameof(Connect), RetryClass.Read, static (s, r, o) => s.ConnectAsync(r, o), static r => r.Status);

    internal static readonly Rpc<GetVersionRequest, GetVersionResponse> GetVersion =
        new(nameof(GetVersion), RetryClass.Read, static (s, r, o) => s.GetVersionAsync(r, o), static r => r.Status);

    internal static readonly Rpc<CreateCollectionRequest, Status> CreateCollection =
        new(nameof(CreateCollection), RetryClass.IdempotentWrite, static (s, r, o) => s.CreateCollectionAsync(r, o), static r => r);

    internal static readonly Rpc<DescribeCollectionRequest, DescribeCollectionResponse> DescribeCollection =
        new(nameof(DescribeCollection), RetryClass.Read, static (s, r, o) => s.DescribeCollectionAsync(r, o), static r => r.Status);

    internal static readonly Rpc<ShowCollectionsRequest, ShowCollectionsResponse> ShowCollections =
        new(nameof(ShowCollections), RetryClass.Read, static (s, r, o) => s.ShowCollectionsAsync(r, o), static r => r.Status);

    internal static readonly Rpc<DropCollectionRequest, Status> DropCollection =
        new(nameof(DropCollection), RetryClass.IdempotentWrite, static (s, r, o) => s.DropCollectionAsync(r, o), static r => r);

    internal static readonly Rpc<GetCollectionStatisticsRequest, GetCollectionStatisticsResponse> GetCollectionStatistics = new(
        nameof(GetCollectionStatistics),
        RetryClass.Read,
        static (s, r, o) => s.GetCollectionStatisticsAsync(r, o),
        static r => r.Status);

    internal static readonly Rpc<GetLoadStateRequest, GetLoadStateResponse> GetLoadState =
        new(nameof(GetLoadState), RetryClass.Read, static (s, r, o) => s.GetLoadStateAsync(r, o), static r => r.Status);

    internal static readonly Rpc<GetLoadingProgressRequest, GetLoadingProgressResponse> GetLoadingProgress =
        new(nameof(GetLoadingProgress), RetryClass.Read, static (s, r, o) => s.GetLoadingProgressAsync(r, o), static r => r.Status);

    internal static readonly Rpc<LoadCollectionRequest, Status> LoadCollection =
        new(nameof(LoadCollection), RetryClass.IdempotentWrite, static (s, r, o) => s.LoadCollectionAsync(r, o), static r => r);

    internal static readonly Rpc<ReleaseCollectionRequest, Status> ReleaseCollection =
        new(nameof(ReleaseCollection), RetryClass.IdempotentWrite, static (s, r, o) => s.ReleaseCollectionAsync(r, o), static r => r);

    internal static readonly Rpc<ListDatabasesRequest, ListDatabasesResponse> ListDatabases =
        new(nameof(ListDatabases), RetryClass.Read, static (s, r, o) => s.ListDatabasesAsync(r, o), static r => r.Status);

    internal static readonly Rpc<ShowPartitionsRequest, ShowPartitionsResponse> ShowPartitions =
        new(nameof(ShowPartitions), RetryClass.Read, static (s, r, o) => s.ShowPartitionsAsync(r, o), static r => r.Status);

    internal static readonly Rpc<CreateIndexRequest, Status> CreateIndex =
        new(nameof(CreateIndex), RetryClass.IdempotentWrite, static (s, r, o) => s.CreateIndexAsync(r, o), static r => r);

    internal static readonly Rpc<DescribeIndexRequest, DescribeIndexResponse> DescribeIndex =
        new(nameof(DescribeIndex), RetryClass.Read, static (s, r, o) => s.DescribeIndexAsync(r, o), static r => r.Status);

    internal static readonly Rpc<DropIndexRequest, Status> DropIndex =
        new(nameof(DropIndex), RetryClass.IdempotentWrite, static (s, r, o) => s.DropIndexAsync(r, o), static r => r);

    internal static readonly Rpc<InsertRequest, Protocol.MutationResult> Insert =
        new(nameof(Insert), RetryClass.UnsafeWrite, static (s, r, o) => s.InsertAsync(r, o), static r => r.Status);

    internal static readonly Rpc<UpsertRequest, Protocol.MutationResult> Upsert =
        new(nameof(Upsert), RetryClass.IdempotentWrite, static (s, r, o) => s.UpsertAsync(r, o), static r => r.Status);

    /// <summary>An upsert that is not idempotent: it appends to arrays, or the server generates the keys.</summary>
    internal static readonly Rpc<UpsertRequest, Protocol.MutationResult> UpsertOnce = Upsert with { Class = RetryClass.UnsafeWrite };

    internal static readonly Rpc<DeleteRequest, Protocol.MutationResult> DeleteByKey =
        new("Delete", RetryClass.IdempotentWrite, static (s, r, o) => s.DeleteAsync(r, o), static r => r.Status);

    /// <summary>Later, a filter may match rows that others have written meanwhile.</summary>
    internal static readonly Rpc<DeleteRequest, Protocol.MutationResult> DeleteByFilter = DeleteByKey with
    {
        Class = RetryClass.UnsafeWrite,
    };

    internal static readonly Rpc<Protocol.QueryRequest, QueryResults> Query =
        new(nameof(Query), RetryClass.Read, static (s, r, o) => s.QueryAsync(r, o), static r => r.Status);

    internal static readonly Rpc<SearchRequest, SearchResults> Search =
        new(nameof(Search), RetryClass.Read, static (s, r, o) => s.SearchAsync(r, o), static r => r.Status);
}
