using System.Text.Json;
using Grpc.Core;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Monitoring;
using Milvus.Protocol;

namespace Milvus.Embedded.Service;

/// <summary>Metrics of the node.</summary>
internal sealed partial class EmbeddedService
{
    private readonly SystemInformation _system = new(Node, Version, store.Path, clock.Time);

    public override Task<GetMetricsResponse> GetMetrics(GetMetricsRequest request, ServerCallContext context) => Run(
        context,
        _ =>
        {
            var kind = KindOfMetric(request.Request);
            return kind == "system_info"
                ? new GetMetricsResponse { Status = Statuses.Ok, Response = _system.ToJson(), ComponentName = $"proxy{Node}" }
                : throw new MilvusError(MilvusError.MetricNotFoundCode, $"metric not found[metric={kind}]");
        },
        status => new GetMetricsResponse { Status = status });

    private static string KindOfMetric(string request)
    {
        try
        {
            using var asked = JsonDocument.Parse(request);
            return
                asked.RootElement.ValueKind == JsonValueKind.Object
                && asked.RootElement.TryGetProperty("metric_type", out var kind)
                && kind.ValueKind == JsonValueKind.String
                ? kind.GetString()!
                : throw MilvusError.Unexpected("metric_type not found in request");
        }
        catch (JsonException exception)
        {
            throw MilvusError.Unexpected(
                "failed to decode the request: " + (request.Length == 0 ? "unexpected end of JSON input" : exception.Message));
        }
    }
}
