using Milvus.Client.Calls;
using Milvus.Client.Schemas;
using Milvus.Core.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    private const int NamespacePage = 1000;

    internal async Task<Namespace> CreateNamespaceAsync(CallContext call, string collection, string name, CancellationToken token)
    {
        var request = new Protocol.CreateNamespaceRequest
        {
            DbName = call.Database ?? string.Empty,
            CollectionName = collection,
            NamespaceName = name,
        };
        var answer = await CallAsync(call, Rpcs.CreateNamespace, request, token).ConfigureAwait(false);
        return ToNamespace(answer.Namespace ?? new Protocol.NamespaceInfo(), collection, name, call);
    }

    internal async Task<Namespace> DescribeNamespaceAsync(CallContext call, string collection, string name, CancellationToken token)
    {
        var request = new Protocol.DescribeNamespaceRequest
        {
            DbName = call.Database ?? string.Empty,
            CollectionName = collection,
            NamespaceName = name,
        };
        var answer = await CallAsync(call, Rpcs.DescribeNamespace, request, token).ConfigureAwait(false);
        return ToNamespace(
            answer.Namespace ?? throw CreateProtocolError(nameof(Rpcs.DescribeNamespace), "no namespace"),
            collection,
            name,
            call);
    }

    /// <summary>The namespaces whose names begin with a prefix, page by page.</summary>
    internal async Task<IReadOnlyList<Namespace>> ListNamespacesAsync(
        CallContext call,
        string collection,
        string prefix,
        CancellationToken token)
    {
        var all = new List<Namespace>();
        var request = new Protocol.ListNamespacesRequest
        {
            DbName = call.Database ?? string.Empty,
            CollectionName = collection,
            Prefix = prefix,
            PageSize = NamespacePage,
        };
        do
        {
            var answer = await CallAsync(call, Rpcs.ListNamespaces, request, token).ConfigureAwait(false);
            all.AddRange(answer.Namespaces.Select(info => ToNamespace(info, collection, string.Empty, call)));
            if (answer.NextPageToken.Length > 0 && answer.NextPageToken == request.PageToken)
            {
                throw CreateProtocolError(nameof(Rpcs.ListNamespaces), "the same page again");
            }

            request = request.Clone();
            request.PageToken = answer.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return all;
    }

    internal async Task<bool> HasNamespaceAsync(CallContext call, string collection, string name, CancellationToken token)
    {
        var request = new Protocol.HasNamespaceRequest
        {
            DbName = call.Database ?? string.Empty,
            CollectionName = collection,
            NamespaceName = name,
        };
        return (await CallAsync(call, Rpcs.HasNamespace, request, token).ConfigureAwait(false)).Value;
    }

    internal async Task<NamespaceStatistics> GetNamespaceStatisticsAsync(
        CallContext call,
        string collection,
        string name,
        bool exact,
        CancellationToken token)
    {
        var request = new Protocol.GetNamespaceStatsRequest
        {
            DbName = call.Database ?? string.Empty,
            CollectionName = collection,
            NamespaceName = name,
            Exact = exact,
        };
        var answer = await CallAsync(call, Rpcs.GetNamespaceStats, request, token).ConfigureAwait(false);
        var stats = answer.Stats ?? throw CreateProtocolError(nameof(Rpcs.GetNamespaceStats), "no statistics");
        var statistics = new NamespaceStatistics
        {
            Collection = collection,
            Namespace = name,
            RowCount = exact ? stats.EntityCount : stats.ApproxEntityCount,
            Exact = exact,
            LogicalBytes = stats.LogicalBytes,
            LastWrite = ServerTime.FromMilliseconds(stats.LastWriteUtcTimestamp) ?? ServerTime.FromHybrid(stats.LastWriteTimestamp),
        };
        foreach (var pair in stats.Stats)
        {
            statistics.Statistic[pair.Key] = pair.Value;
        }

        return statistics;
    }

    internal Task DropNamespaceAsync(CallContext call, string collection, string name, CancellationToken token) => CallAsync(
        call,
        Rpcs.DropNamespace,
        new Protocol.DropNamespaceRequest { DbName = call.Database ?? string.Empty, CollectionName = collection, NamespaceName = name },
        token);

    private Namespace ToNamespace(Protocol.NamespaceInfo info, string collection, string name, CallContext call) => new()
    {
        Name = info.NamespaceName.Length > 0 ? info.NamespaceName : name,
        Collection = info.CollectionName.Length > 0 ? info.CollectionName : collection,
        Database = DatabaseOf(call),
        State = info.State,
        Created = ServerTime.FromMilliseconds(info.CreatedUtcTimestamp) ?? ServerTime.FromHybrid(info.CreatedTimestamp),
        RowCount = info.Stats?.ApproxEntityCount,
    };
}
