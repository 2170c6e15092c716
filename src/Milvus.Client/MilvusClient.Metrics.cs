using Milvus.Client.Calls;
using Milvus.Core.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>Requests metrics.</summary>
    /// <param name="request">The request as JSON.</param>
    /// <returns>The answer as JSON.</returns>
    internal async Task<string> GetMetricsAsync(CallContext call, string request, CancellationToken token)
    {
        var answer = await CallAsync(call, Rpcs.GetMetrics, new Protocol.GetMetricsRequest { Request = request }, token)
            .ConfigureAwait(false);
        return answer.Response;
    }
}
