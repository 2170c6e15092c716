using System.Diagnostics;
using System.Text.Json;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Telemetry of calls: verbose and debug lines, a trace file, spans. They contain names and sizes, never values.</summary>
public sealed class TelemetryTests : IDisposable
{
    private const string Canary = "CANARY7d1f";
    private readonly RecordingServer _server = new("root:" + Canary);
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleShell _shell = new();

    public TelemetryTests()
    {
        _shell.Do(
            $"$null = Connect-Milvus $args[0] -Token root:{Canary} -TracePath $args[1]",
            _server.Address, _folder.File("trace.jsonl"));
        _shell.Do("$null = New-MilvusCollection docs -Dimension 2");
    }

    public void Dispose()
    {
        _shell.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Telemetry_verbose_line_says_collection_and_rows()
    {
        var ran = _shell.Do("@{ id = 1; vector = 1, 2 }, @{ id = 2; vector = 1, 2 } | Add-MilvusEntity docs -Verbose; "
            + "Get-MilvusEntity docs -Id 1 -Verbose; Search-MilvusEntity docs 1, 2 -Verbose");

        Assert.Contains(
            ran.Verbose,
            line => line.StartsWith($"Insert of docs on {_server.Address.TrimEnd('/')}: 2 rows, ", StringComparison.Ordinal));
        Assert.Contains(
            ran.Verbose,
            line => line.StartsWith("Query of docs", StringComparison.Ordinal) && line.Contains(": 1 row, ", StringComparison.Ordinal));
        Assert.Contains(
            ran.Verbose,
            line => line.StartsWith("Search of docs", StringComparison.Ordinal) && line.Contains(": 2 rows, ", StringComparison.Ordinal));
    }

    [Fact]
    public void Telemetry_debug_lines_have_the_shape_of_a_request_and_no_value()
    {
        _shell.Screen.Clear();
        _shell.Do("$DebugPreference = 'Continue'; Get-MilvusEntity docs -Filter 'secretcolor == \"secretred\"' -OutputField id");

        Assert.Contains("Query: ", _shell.Screen.Text, StringComparison.Ordinal);
        Assert.Contains("expr (", _shell.Screen.Text, StringComparison.Ordinal);
        Assert.Contains("output_fields (1)", _shell.Screen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secretred", _shell.Screen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, _shell.Screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Failure("S9")]
    public void Telemetry_trace_has_a_line_for_each_call_and_is_its_owners_alone()
    {
        _shell.Run(
            "@{ id = 1; vector = 1, 2; word = 'secretred' } | Add-MilvusEntity docs; Get-MilvusCollection nowhere; Disconnect-Milvus");

        var text = File.ReadAllText(_folder.File("trace.jsonl"));
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal("Connect", lines[0].GetProperty("method").GetString());
        var insert = lines.Single(line => line.GetProperty("method").GetString() == "Insert");
        Assert.Equal(("docs", 1), (insert.GetProperty("collection").GetString(), insert.GetProperty("rows").GetInt32()));
        Assert.True(insert.GetProperty("requestBytes").GetInt32() > 0);
        Assert.Contains(
            lines,
            line =>
                line.TryGetProperty("error", out var error)
                && error.GetString() == "MilvusCollectionNotFound"
                && line.GetProperty("code").GetInt32() == 100);
        Assert.DoesNotContain(Canary, text, StringComparison.Ordinal);
        Assert.DoesNotContain("secretred", text, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File("trace.jsonl")));
        }
    }

    [Fact]
    [Failure("S9")]
    public void Telemetry_trace_with_values_has_the_data_and_no_secret()
    {
        _shell.Do(
            $$"""
            $null = Connect-Milvus $args[0] -Token root:{{Canary}} -TracePath $args[1] -TraceValues
            $model = New-MilvusFunction embed TextEmbedding word v -Parameter @{ provider = 'x'; api_key = '{{Canary}}'; model_name = 'm' }
            $fields = (New-MilvusField id Int64 -PrimaryKey), (New-MilvusField word VarChar -MaxLength 9),
                (New-MilvusField v FloatVector -Dimension 2)
            $schema = New-MilvusSchema -Field $fields -Function $model
            $null = New-MilvusCollection made -Schema $schema -ErrorAction SilentlyContinue
            $null = @{ id = 1; vector = 1, 2; word = 'secretred' } | Add-MilvusEntity docs
            $null = Get-MilvusEntity docs -Filter 'id == 1'
            New-MilvusUser joe -Password '{{Canary}}'
            Set-MilvusUser joe -OldPassword '{{Canary}}' -Password '{{Canary}}2'
            Disconnect-Milvus
            """,
            _server.Address,
            _folder.File("values.jsonl"));

        var text = File.ReadAllText(_folder.File("values.jsonl"));
        Assert.Contains("secretred", text, StringComparison.Ordinal);
        Assert.Contains("\"expr\":\"id == 1\"", text, StringComparison.Ordinal);
        Assert.Contains("CreateCredential", text, StringComparison.Ordinal);
        Assert.Contains("model_name", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Canary)), text, StringComparison.Ordinal);
        Assert.Equal(["MilvusInvalidArgument"], _shell.Run("Connect-Milvus -InMemory -TraceValues").ErrorIds);
    }

    [Fact]
    public void Connect_Milvus_trace_that_cannot_be_written_is_an_error() =>
        Assert.Equal(
            ["MilvusInvalidArgument"],
            _shell.Run("Connect-Milvus -InMemory -TracePath $args[0]", Path.Combine(_folder.FullName, "no", "folder")).ErrorIds);

    [Fact]
    public void Telemetry_spans_are_one_for_the_cmdlet_and_one_for_each_attempt()
    {
        var spans = new System.Collections.Concurrent.ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Milvus.PowerShell",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);

        _shell.Run("Test-MilvusCollection docs; Get-MilvusCollection nothere");

        var tested = spans.Single(span => span.OperationName == "Test-MilvusCollection");
        var call = spans.First(span => span.ParentSpanId == tested.SpanId);
        Assert.Equal(("DescribeCollection", "docs"), (call.OperationName, call.GetTagItem("db.collection.name")));
        Assert.Equal(
            ActivityStatusCode.Error,
            spans.Single(span => span.OperationName == "Get-MilvusCollection" && span.Status == ActivityStatusCode.Error).Status);
        Assert.Contains(spans, span => Equals(span.GetTagItem("error.type"), "MilvusCollectionNotFound"));
    }
}
