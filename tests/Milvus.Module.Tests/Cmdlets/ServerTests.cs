using Milvus.Module.Tests.Backends;
using Milvus.Module.Tests.Hosting;

namespace Milvus.Module.Tests.Cmdlets;

/// <summary>Health, metrics, analyzers and imports, on back ends that support them.</summary>
public sealed class ServerTests
{
    /// <summary>Milvus 2.3 has no analyzers, and Milvus Lite 3.2 does not implement RunAnalyzer.</summary>
    public static TheoryData<Backend> WithAnalyzers => Backend.Without("milvus", "lite");

    /// <summary>Milvus Lite has no metrics.</summary>
    public static TheoryData<Backend> WithMetrics => Backend.Without("lite");

    /// <summary>Milvus Lite has no server-side imports.</summary>
    public static TheoryData<Backend> WithImport => Backend.Without("lite");

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Test_MilvusConnection_running_server_is_healthy(Backend backend)
    {
        using var back = new BackendShell(backend);

        Assert.Equal(true, Assert.Single(back.Shell.Do("Get-MilvusConnection | Test-MilvusConnection").Output).BaseObject);
        Assert.Equal([true], back.Shell.Do("Test-MilvusConnection -Detail").Values("Healthy"));
    }

    [Fact]
    public void Test_MilvusConnection_connection_that_is_closed_or_whose_server_is_gone_is_false_with_the_reason()
    {
        using var shell = new ModuleShell();
        using (var server = new RecordingServer())
        {
            shell.Do("$gone = Connect-Milvus $args[0]", server.Address);
        }

        Assert.Equal(false, Assert.Single(shell.Do("Test-MilvusConnection -Connection $gone").Output).BaseObject);
        Assert.NotEmpty((string[])Assert.Single(shell.Do("$gone | Test-MilvusConnection -Detail").Output).Properties["Reason"].Value);
        Assert.Equal(false, Assert.Single(shell.Do("Disconnect-Milvus $gone; $gone | Test-MilvusConnection").Output).BaseObject);
    }

    [Theory]
    [MemberData(nameof(WithMetrics))]
    public void Get_MilvusMetric_returns_objects(Backend backend)
    {
        using var back = new BackendShell(backend);

        Assert.Contains(
            "proxy",
            back.Shell.Do("(Get-MilvusMetric).nodes_info | ForEach-Object { $_.infos.type }").Output.Select(type => type.ToString()));
        Assert.Equal(["MilvusInvalidArgument"], back.Shell.Run("Get-MilvusMetric there_is_no_such").ErrorIds);
    }

    [Theory]
    [MemberData(nameof(WithAnalyzers))]
    public void Invoke_MilvusAnalyzer_returns_tokens(Backend backend)
    {
        using var back = new BackendShell(backend);

        var tokens = back.Shell.Do("'The quick foxes', 'RUNNING' | Invoke-MilvusAnalyzer -AnalyzerParameter @{ type = 'english' } -Detail");

        Assert.Equal(["quick fox", "run"], tokens.Output.Select(text => text.ToString()));
        Assert.Equal(
            ["4"],
            back.Shell.Do("(Invoke-MilvusAnalyzer 'The quick' -AnalyzerParameter @{ type = 'english' } -Detail).Token[0].StartOffset")
                .Output.Select(offset => offset.ToString()));
        Assert.Equal([1L, null], back.Shell.Do("Measure-MilvusPhraseSlop 'quick fox' 'the quick brown fox', 'none'").Values("Slop"));
    }

    [Theory]
    [MemberData(nameof(WithImport))]
    public void ConvertTo_MilvusImportFile_file_is_imported_by_the_server(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewCollection();
        var file = Path.Combine(Path.GetTempPath(), name + ".json");
        try
        {
            var job = back.Shell.Do(
                """
                param($name, $file)
                $null = New-MilvusIndex $name vector -MetricType L2
                $null = 0..49 | ForEach-Object { @{ id = $_; name = "row $_"; vector = $_, 1, 2, 3 } } |
                    ConvertTo-MilvusImportFile $name $file
                Start-MilvusImport $name $file | Wait-MilvusImport -PassThru -TimeoutSec 120
                """,
                name,
                file);

            Assert.Equal(["Completed"], job.Values("State"));
            Assert.Equal([50L], job.Values("RowCount"));
            Assert.Equal(
                ["row 7"],
                back.Shell.Do(
                        "Mount-MilvusCollection $args[0] -TimeoutSec 60; Get-MilvusEntity $args[0] -Id 7 -ConsistencyLevel Strong",
                        name)
                    .Values("name"));
            Assert.Contains(job.Values("JobId")[0], back.Shell.Do("Get-MilvusImport -Collection $args[0]", name).Values("JobId"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [MemberData(nameof(WithImport))]
    public void Start_MilvusImport_missing_file_fails_with_the_reason(Backend backend)
    {
        using var back = new BackendShell(backend);
        var name = back.NewCollection();

        var ran = back.Shell.Run("Start-MilvusImport $args[0] nowhere/at_all.json | Wait-MilvusImport -TimeoutSec 60", name);

        Assert.Equal(["MilvusJobFailed"], ran.ErrorIds);
        Assert.Contains("no such file", ran.Errors[0].Exception.Message, StringComparison.Ordinal);
    }
}
