using System.Text.Json.Nodes;

namespace Milvus.Tests.Embedded;

using Milvus.Protocol;

/// <summary>The metrics of the single node.</summary>
public sealed class MetricTests
{
    [Fact]
    public void Metric_node_has_all_roles_and_the_figures_of_this_process()
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine(folder.File("a.db"));

        var answer = Engine.Ok(Ask(engine, """{"metric_type":"system_info"}"""));

        Assert.Equal("proxy1", answer.ComponentName);
        var nodes = JsonNode.Parse(answer.Response)!["nodes_info"]!.AsArray();
        Assert.Equal(
            ["datacoord", "datanode", "indexnode", "proxy", "querycoord", "querynode", "rootcoord"],
            nodes.Select(node => (string)node!["infos"]!["type"]!).Order(StringComparer.Ordinal));
        var infos = nodes[0]!["infos"]!;
        Assert.Equal("querynode1", (string)infos["name"]!);
        var hardware = infos["hardware_infos"]!;
        Assert.Equal(Environment.ProcessorCount, (int)hardware["cpu_core_count"]!);
        Assert.InRange((long)hardware["memory_usage"]!, 1 << 20, (long)hardware["memory"]!);
        Assert.InRange((long)hardware["disk_usage"]!, 1, (long)hardware["disk"]!);
        Assert.True((double)hardware["cpu_core_usage"]! > 0);
        Assert.Equal("querynode", (string)nodes[1]!["connected"]![0]!["target_type"]!);
    }

    [Theory]
    [InlineData("", 65535, ServerTexts.FailedToDecodeTheRequestUnexpectedEnd)]
    [InlineData("{}", 65535, ServerTexts.MetricTypeNotFoundInRequest)]
    [InlineData("""{"metric_type":3}""", 65535, ServerTexts.MetricTypeNotFoundInRequest)]
    [InlineData("""{"metric_type":"foo"}""", 1200, ServerTexts.MetricNotFoundMetricFoo)]
    public void Metric_what_is_no_metric_is_answered_as_on_Milvus(string request, int code, string reason)
    {
        using var engine = new Engine();

        var status = Ask(engine, request).Status;

        Assert.Equal((code, reason), (status.Code, status.Reason));
    }

    [Fact]
    public void Metric_one_component_is_healthy()
    {
        using var engine = new Engine();

        Assert.True(Engine.Ok(engine.Client.CheckHealth(new CheckHealthRequest())).IsHealthy);
        var state = Engine.Ok(engine.Client.GetComponentStates(new GetComponentStatesRequest())).State;
        Assert.Equal((1L, "proxy", StateCode.Healthy), (state.NodeID, state.Role, state.StateCode));
        Assert.StartsWith("v2", Engine.Ok(engine.Client.GetVersion(new GetVersionRequest())).Version, StringComparison.Ordinal);
    }

    private static GetMetricsResponse Ask(Engine engine, string request) =>
        engine.Client.GetMetrics(new GetMetricsRequest { Request = request });
}
