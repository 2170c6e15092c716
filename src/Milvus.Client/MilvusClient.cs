namespace Milvus.Client;

/// <summary>A connection to a Milvus server or to an embedded database.</summary>
public sealed partial class MilvusClient : IAsyncDisposable, IDisposable
{
    private static readonly InvalidOperationException Soon = new("Not there yet.");

    private MilvusClient()
    {
    }

    public string Address { get; } = string.Empty;

    public string? Database { get; }

    public bool IsEmbedded { get; }

    public ServerInfo Server { get; } = new();

    internal static Task<MilvusClient> ConnectAsync(ConnectOptions options, CallContext call, CancellationToken token) => throw Soon;

    public ValueTask DisposeAsync() => throw Soon;

    public void Dispose() => throw Soon;

    internal Task<ServerInfo> GetServerAsync(CallContext call, CancellationToken token) => throw Soon;

    internal Task CreateCollectionAsync(CallContext call, Collection definition, CancellationToken token) => throw Soon;

    internal Task<Collection> DescribeCollectionAsync(CallContext call, string name, CancellationToken token) => throw Soon;

    internal Task<Collection> GetSchemaAsync(CallContext call, string name, CancellationToken token) => throw Soon;

    internal Task<IReadOnlyList<string>> ListCollectionsAsync(CallContext call, CancellationToken token) => throw Soon;

    internal Task<bool> HasCollectionAsync(CallContext call, string name, CancellationToken token) => throw Soon;

    internal Task DropCollectionAsync(CallContext call, string name, CancellationToken token) => throw Soon;

    internal Task<long> GetRowCountAsync(CallContext call, string name, bool exact, CancellationToken token) => throw Soon;

    internal Task<string> GetLoadStateAsync(CallContext call, string name, CancellationToken token) => throw Soon;

    internal Task LoadCollectionAsync(CallContext call, string name, int? replicas, IReadOnlyList<string>? fields, bool refresh, CancellationToken token) => throw Soon;

    internal Task WaitForLoadAsync(CallContext call, string name, bool refresh, IProgress<WaitProgress>? progress, CancellationToken token) => throw Soon;

    internal Task ReleaseCollectionAsync(CallContext call, string name, CancellationToken token) => throw Soon;

    internal Task<IReadOnlyList<string>> ListDatabasesAsync(CallContext call, CancellationToken token) => throw Soon;

    internal Task<IReadOnlyList<string>> ListPartitionsAsync(CallContext call, string collection, CancellationToken token) => throw Soon;

    internal Task CreateIndexAsync(
        CallContext call,
        string collection,
        string field,
        string? indexName,
        string? indexType,
        string? metricType,
        IReadOnlyDictionary<string, object?>? parameters,
        CancellationToken token) => throw Soon;

    internal Task<IReadOnlyList<Index>> ListIndexesAsync(CallContext call, string collection, CancellationToken token) => throw Soon;

    internal Task WaitForIndexAsync(CallContext call, string collection, string? indexName, string? field, IProgress<WaitProgress>? progress, CancellationToken token) => throw Soon;

    internal Task<bool> DropIndexAsync(CallContext call, string collection, string indexName, CancellationToken token) => throw Soon;

    internal Task FlushCollectionAsync(CallContext call, string collection, CancellationToken token) => throw Soon;

    internal Task<MutationResult> InsertAsync(CallContext call, string collection, string? partition, RowBatch rows, CancellationToken token) => throw Soon;

    internal Task<MutationResult> DeleteAsync(
        CallContext call,
        string collection,
        string? partition,
        IReadOnlyList<object>? ids,
        string? filter,
        IReadOnlyDictionary<string, object?>? filterParameters,
        CancellationToken token) => throw Soon;

    internal IAsyncEnumerable<RowPage> QueryAsync(CallContext call, string collection, QueryRequest request, CancellationToken token) => throw Soon;

    internal Task<IReadOnlyList<SearchHit>> SearchAsync(CallContext call, string collection, VectorQuery query, CancellationToken token) => throw Soon;
}
