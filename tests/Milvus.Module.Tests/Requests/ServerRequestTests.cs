using Milvus.Protocol;

namespace Milvus.Module.Tests.Requests;

/// <summary>The requests of the cmdlets for the server and for analyzers, with each parameter once.</summary>
public sealed class ServerRequestTests : RequestFixture
{
    [Fact]
    public void ServerRequest_metrics_are_asked_by_their_kind_with_what_it_needs()
    {
        Log.Answer(
            "GetMetrics",
            new GetMetricsResponse
            {
                Response =
                    """{ "nodes_info": [ { "name": "a", "memory": 5 }, { "name": "b", "ready": true, "load": 0.5, "none": null } ] }""",
            });

        var answer = Do("Get-MilvusMetric segments -Parameter @{ collection_id = 7 }");

        using var request = System.Text.Json.JsonDocument.Parse(Log.Only<GetMetricsRequest>().Request);
        Assert.Equal("segments", request.RootElement.GetProperty("metric_type").GetString());
        Assert.Equal(7, request.RootElement.GetProperty("collection_id").GetInt32());
        Assert.NotNull(answer.Output[0].Properties["nodes_info"]);
        Assert.Equal(["a", "b"], Do("(Get-MilvusMetric).nodes_info").Values("name"));
        Assert.Equal([5L, null], Do("(Get-MilvusMetric).nodes_info").Values("memory"));
        Assert.StartsWith("{ \"nodes_info\"", Assert.Single(Do("Get-MilvusMetric -AsJson").Output).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Test_MilvusConnection_health_is_asked_and_components_only_for_details()
    {
        Log.Answer(
            "CheckHealth",
            new CheckHealthResponse
            {
                IsHealthy = false,
                Reasons = { "disk" },
                QuotaStates = { QuotaState.DenyToWrite },
            });
        Log.Answer(
            "GetComponentStates",
            new ComponentStates
            {
                State = new ComponentInfo
                {
                    Role = "proxy",
                    NodeID = 4,
                    StateCode = StateCode.Healthy,
                },
                SubcomponentStates =
                {
                    new ComponentInfo { Role = "querynode", StateCode = StateCode.Abnormal },
                },
            });

        Assert.Equal(false, Assert.Single(Do("Test-MilvusConnection").Output).BaseObject);
        Assert.Equal(["CheckHealth"], Log.Names);
        var health = Assert.Single(Do("Test-MilvusConnection -Detail").Output);
        Assert.Equal(["disk"], (string[])health.Properties["Reason"].Value);
        Assert.Equal(["DenyToWrite"], (string[])health.Properties["Quota"].Value);
        Assert.Equal(
            ["proxy Healthy", "querynode Abnormal"],
            ((object[])health.Properties["Component"].Value).Select(component => component.ToString()));
    }

    [Fact]
    public void ServerRequest_details_of_the_server_are_asked_anew()
    {
        var server = Assert.Single(Do("Get-MilvusServer -Detail").Output);

        Assert.Equal(["Connect", "GetVersion"], Log.Names);
        Assert.NotEqual("", server.Properties["BuildTags"].Value);
        Assert.Equal("PowerShell", Log.Only<ConnectRequest>().ClientInfo.SdkType);
    }

    [Fact]
    public void Invoke_MilvusAnalyzer_analyzers_are_run_by_parameters_or_by_field()
    {
        Log.Answers["RunAnalyzer"] = request => new RunAnalyzerResponse
        {
            Results =
            {
                ((RunAnalyzerRequest)request).Placeholder.Select(text => new AnalyzerResult
                {
                    Tokens =
                    {
                        new AnalyzerToken
                        {
                            Token = "t",
                            EndOffset = 2,
                            Hash = 9,
                        },
                    },
                }),
            },
        };

        Sends<RunAnalyzerRequest>(
            "Invoke-MilvusAnalyzer one, two -AnalyzerParameter @{ tokenizer = 'standard' } -Detail -Hash",
            """
            { "placeholder": ["b25l", "dHdv"], "analyzerParams": "{\"tokenizer\":\"standard\"}", "withDetail": true,
              "withHash": true }
            """);
        Sends<RunAnalyzerRequest>(
            "Invoke-MilvusAnalyzer one -Collection docs -Field text -AnalyzerName en",
            """{ "placeholder": ["b25l"], "collectionName": "docs", "fieldName": "text", "analyzerNames": ["en"] }"""
        );
        Assert.Equal(
            [null, null],
            Do("(Invoke-MilvusAnalyzer one).Token")
                .Output.SelectMany(token => new[] { token.Properties["EndOffset"].Value, token.Properties["Hash"].Value }));
        Assert.Equal(
            [2L, 9U],
            Do("(Invoke-MilvusAnalyzer one -Detail -Hash).Token | ForEach-Object { $_.EndOffset, $_.Hash }")
                .Output.Select(value => value.BaseObject));
    }

    [Fact]
    public void Measure_MilvusPhraseSlop_slop_of_a_phrase_is_asked_for_each_text()
    {
        Log.Answer("ComputePhraseMatchSlop", new ComputePhraseMatchSlopResponse { IsMatch = { true, false }, Slops = { 3, -1 } });

        var slops = Do("Measure-MilvusPhraseSlop 'a b' 'one', 'two' -AnalyzerParameter @{ type = 'english' }");

        Assert.Equal(
            new ComputePhraseMatchSlopRequest
            {
                QueryText = "a b",
                AnalyzerParams = """{"type":"english"}""",
                DataTexts = { "one", "two" },
            },
            Log.Only<ComputePhraseMatchSlopRequest>());
        Assert.Equal([3L, null], slops.Values("Slop"));
        Assert.Equal([true, false], slops.Values("IsMatch"));
    }
}
