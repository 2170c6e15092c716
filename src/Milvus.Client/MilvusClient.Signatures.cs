using Milvus.Client.Transport;
namespace Milvus.Client;

public sealed partial class MilvusClient
{
    private static readonly InvalidOperationException Soon = new("Not there yet.");

    private static Connection OpenEmbedded(ConnectOptions options) => throw Soon;

    private Task<long> CountAsync(CallContext call, string name, CancellationToken token) => throw Soon;

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
