using Milvus.Client.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>NotExist, NotLoad, Loading or Loaded.</summary>
    internal async Task<string> GetLoadStateAsync(CallContext call, string name, CancellationToken token)
    {
        var answer = await CallAsync(call, Rpcs.GetLoadState, new Protocol.GetLoadStateRequest { CollectionName = name }, token)
            .ConfigureAwait(false);
        return answer.State.ToString();
    }

    /// <summary>Asks for the collection to be loaded; loading goes on meanwhile. See <see cref="WaitForLoadAsync"/>.</summary>
    internal Task LoadCollectionAsync(
        CallContext call,
        string name,
        int? replicas,
        IReadOnlyList<string>? fields,
        bool refresh,
        CancellationToken token)
    {
        var request = new Protocol.LoadCollectionRequest { CollectionName = name, ReplicaNumber = replicas ?? 0, Refresh = refresh };
        if (fields is not null)
        {
            request.LoadFields.AddRange(fields);
        }

        return CallAsync(call, Rpcs.LoadCollection, request, token);
    }

    internal Task ReleaseCollectionAsync(CallContext call, string name, CancellationToken token) =>
        CallAsync(call, Rpcs.ReleaseCollection, new Protocol.ReleaseCollectionRequest { CollectionName = name }, token);
}
