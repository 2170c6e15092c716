using Milvus.Client.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    /// <summary>Asks for metrics.</summary>
    /// <param name="request">JSON, as the server wants it.</param>
    /// <returns>JSON, as the server answers it.</returns>
    internal async Task<string> GetMetricsAsync(CallContext call, string request, CancellationToken token)
    {
        var answer = await CallAsync(call, Rpcs.GetMetrics, new Protocol.GetMetricsRequest { Request = request }, token)
            .ConfigureAwait(false);
        return answer.Response;
    }
}
