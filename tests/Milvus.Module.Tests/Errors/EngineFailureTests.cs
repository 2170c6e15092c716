using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using System.Text.Json;
using Milvus.Module.Tests.Hosting;
using Milvus.Server;

namespace Milvus.Module.Tests.Errors;

/// <summary>
/// An unexpected exception of the engine can be diagnosed from a bug report. Its type, its stack and the name of the call are in the debug
/// stream, in the trace file and in the log of Milvus.Server, with the request id of the error. Values and secrets are not.
/// </summary>
public sealed class EngineFailureTests
{
    private const string Canary = "CANARY5b2e";
    private const string Insert = "Add-MilvusEntity facts @{ id = 7; name = 'CANARY5b2e'; vector = 1, 2, 3, 4 }";

    private const string FailingInsert = $"try {{ {Insert} }} catch {{ $_.Exception.RequestId }}";

    private const string NewCollection =
        """
        $null = New-MilvusCollection facts -Field (New-MilvusField id INT64 -PrimaryKey),
            (New-MilvusField name VARCHAR -MaxLength 100), (New-MilvusField vector FLOAT_VECTOR -Dimension 4)
        """;

    private static readonly string? _exceptionType = typeof(InvalidTimeZoneException).FullName;

    [Fact]
    public void EngineFailure_is_in_the_debug_stream_and_in_the_trace_under_the_id_of_the_error()
    {
        using var folder = new TemporaryFolder();
        using var shell = new ModuleShell();
        var clock = new FaultyClock();
        using var engine = OpenInModule(shell, folder.File("facts.db"), clock);
        shell.Do("Connect-Milvus -Path $args[0] -TracePath $args[1]", folder.File("facts.db"), folder.File("calls.jsonl"));
        shell.Do(NewCollection);
        shell.Screen.Clear();
        clock.Fails = true;

        var id = Assert.Single(shell.Do($"$DebugPreference = 'Continue'; {FailingInsert}").Output).ToString();

        var debug = shell.Screen.Text;
        Assert.Contains($"Insert: the engine failed with {_exceptionType}, request {id}", debug, StringComparison.Ordinal);
        Assert.Contains($"   at {typeof(FaultyClock).FullName!.Replace('+', '.')}.GetUtcNow()", debug, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, debug, StringComparison.Ordinal);
        shell.Do("Disconnect-Milvus");
        var trace = File.ReadAllText(folder.File("calls.jsonl"));
        AssertFailure(Lines(trace), id);
        Assert.DoesNotContain(Canary, trace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EngineFailure_is_in_the_log_of_the_server_under_the_id_of_the_error()
    {
        using var log = new MemoryStream();
        var clock = new FaultyClock();
        using var shell = new ModuleShell();
        await using (var server = await MilvusServer.StartAsync(new ServerOptions(null, 0, "root:" + Canary), log: log, time: clock))
        {
            shell.Do("Connect-Milvus $args[0] -Token \"root:$($args[1])\"", server.Address, Canary);
            shell.Do(NewCollection);
            Assert.Equal(0, log.Length);
            clock.Fails = true;

            var id = Assert.Single(shell.Do(FailingInsert).Output).ToString();

            shell.Do("Disconnect-Milvus");
            var text = Encoding.UTF8.GetString(log.ToArray());
            var lines = Lines(text);
            AssertFailure(lines, id);
            Assert.All(lines, line => Assert.Equal("error", line.GetProperty("level").GetString()));
            Assert.DoesNotContain(Canary, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Failure("S11")]
    public async Task JsonLineLogger_of_a_verbose_server_names_each_call_and_holds_no_secret()
    {
        using var log = new MemoryStream();
        using var shell = new ModuleShell();
        var options = new ServerOptions(null, 0, "root:" + Canary, Verbose: true);
        await using (var server = await MilvusServer.StartAsync(options, log: log))
        {
            shell.Run("Connect-Milvus $args[0] -Token 'root:WRONGCANARY5b2e'", server.Address);
            shell.Do("Connect-Milvus $args[0] -Token \"root:$($args[1])\"", server.Address, Canary);
            shell.Do(NewCollection);
            shell.Do(Insert);
            shell.Do("$null = New-MilvusIndex facts vector -IndexType FLAT -MetricType L2; Mount-MilvusCollection facts");
            shell.Do("$null = Get-MilvusEntity facts -Filter 'name == \"CANARY5b2e\"'; $null = Search-MilvusEntity facts (1, 2, 3, 4)");
            shell.Run("Get-MilvusEntity facts -Filter 'CANARY5b2e ==='");
            shell.Do(
                """
                $word = [securestring]::new(); $args[0].ToCharArray() | ForEach-Object { $word.AppendChar($_) }
                $null = New-MilvusUser alice -Password $word
                Disconnect-Milvus
                """,
                Canary);
        }

        var text = Encoding.UTF8.GetString(log.ToArray());
        var lines = Lines(text);
        var calls = lines.Where(line => line.GetProperty("event").GetString() == "Call").ToList();
        Assert.Equal("Started", lines[0].GetProperty("event").GetString());
        Assert.Equal("Stopped", lines[^1].GetProperty("event").GetString());
        Assert.Contains(calls, call => call.GetProperty("method").GetString() == "Insert" && call.GetProperty("code").GetString() == "OK");
        Assert.Contains(calls, call => call.GetProperty("code").GetString() == "Unauthenticated");
        Assert.Contains(calls, call => call.GetProperty("method").GetString() == "Query" && call.GetProperty("code").GetString() == "1100");
        Assert.All(calls, call => Assert.True(call.GetProperty("milliseconds").GetDouble() >= 0));
        Assert.All(calls, call => Assert.Equal(32, call.GetProperty("request").GetString()!.Length));
        Assert.DoesNotContain(Canary, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes("root:" + Canary)), text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary)), text, StringComparison.Ordinal);
    }

    /// <summary>Opens the database in the load context of the module, so that the cmdlets share it and its clock.</summary>
    private static IDisposable OpenInModule(ModuleShell shell, string path, TimeProvider time)
    {
        shell.Do("$null = Connect-Milvus -InMemory; Disconnect-Milvus");
        var context = AssemblyLoadContext.All.Single(context => context.Name == "Milvus dependencies");
        var open = context.LoadFromAssemblyName(new AssemblyName("Milvus.Embedded"))
            .GetType("Milvus.Embedded.EmbeddedEngine", throwOnError: true)!
            .GetMethod("Open", [typeof(string), typeof(TimeProvider)])!;
        return (IDisposable)open.Invoke(null, [path, time])!;
    }

    private static void AssertFailure(IEnumerable<JsonElement> lines, string id)
    {
        var failures = lines.Where(line => line.TryGetProperty("stack", out _)).ToList();
        Assert.NotEmpty(failures);
        Assert.All(failures, failure =>
        {
            Assert.Equal("Insert", failure.GetProperty("method").GetString());
            Assert.Equal(id, failure.GetProperty("request").GetString());
            Assert.Equal(_exceptionType, failure.GetProperty("exception").GetString());
            Assert.Contains("Milvus.Embedded.Service.EmbeddedService", failure.GetProperty("stack").GetString(), StringComparison.Ordinal);
        });
    }

    private static IReadOnlyList<JsonElement> Lines(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>The injected fault: each read of the clock throws an exception that the engine does not expect.</summary>
    private sealed class FaultyClock : TimeProvider
    {
        internal bool Fails { get; set; }

        public override DateTimeOffset GetUtcNow() => Fails ? throw new InvalidTimeZoneException(Canary) : base.GetUtcNow();
    }
}
