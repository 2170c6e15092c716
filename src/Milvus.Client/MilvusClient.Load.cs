using Milvus.Client.Calls;
using Milvus.Core.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>NotExist, NotLoad, Loading or Loaded.</summary>
    internal Task<string> GetLoadStateAsync(CallContext call, string name, CancellationToken token) =>
        GetLoadStateAsync(call, name, null, token);

    /// <summary>The same for one partition.</summary>
    internal async Task<string> GetLoadStateAsync(CallContext call, string name, string? partition, CancellationToken token)
    {
        var request = new Protocol.GetLoadStateRequest { CollectionName = name };
        if (partition is not null)
        {
            await CheckPartitionsAsync(call, name, [partition], token).ConfigureAwait(false);
            request.PartitionNames.Add(partition);
        }

        var answer = await CallAsync(call, Rpcs.GetLoadState, request, token).ConfigureAwait(false);
        return answer.State.ToString();
    }

    /// <summary>The loaded percentage; for a refresh, the percentage of the refresh.</summary>
    internal async Task<int> GetLoadingProgressAsync(
        CallContext call,
        string name,
        IReadOnlyList<string> partitions,
        bool refresh,
        CancellationToken token)
    {
        var request = new Protocol.GetLoadingProgressRequest { CollectionName = name };
        request.PartitionNames.AddRange(partitions);
        var answer = await CallAsync(call, Rpcs.GetLoadingProgress, request, token).ConfigureAwait(false);
        return (int)Math.Clamp(refresh && Has(ServerFeature.RefreshProgress) ? answer.RefreshProgress : answer.Progress, 0, 100);
    }

    /// <summary>Requests that the collection is loaded, in the background. See <c>WaitForLoadAsync</c>.</summary>
    internal async Task LoadCollectionAsync(
        CallContext call,
        string name,
        LoadOptions options,
        CancellationToken token)
    {
        await CheckLoadedFieldsAsync(call, name, options.Fields, token).ConfigureAwait(false);
        var request = new Protocol.LoadCollectionRequest
        {
            CollectionName = name,
            ReplicaNumber = options.ReplicaCount ?? 0,
            Refresh = options.Refresh,
            SkipLoadDynamicField = options.SkipDynamicField,
        };
        request.ResourceGroups.AddRange(options.ResourceGroups);
        request.LoadFields.AddRange(options.Fields);
        if (options.Priority is { } priority)
        {
            request.LoadParams["load_priority"] = priority;
        }

        await CallAsync(call, Rpcs.LoadCollection, request, token).ConfigureAwait(false);
    }

    internal Task ReleaseCollectionAsync(CallContext call, string name, CancellationToken token) =>
        CallAsync(call, Rpcs.ReleaseCollection, new Protocol.ReleaseCollectionRequest { CollectionName = name }, token);
}
