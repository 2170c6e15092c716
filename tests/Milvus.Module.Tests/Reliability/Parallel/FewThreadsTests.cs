namespace Milvus.Module.Tests.Reliability.Parallel;

/// <summary>
/// 16 runspaces use one connection in a process whose pool has two threads: nothing waits for itself, and the sums are exact.
/// MILVUS_MIXED_ROUNDS is the number of rounds of each runspace, by default 15.
/// </summary>
public sealed class FewThreadsTests
{
    private static readonly string _rounds = Environment.GetEnvironmentVariable("MILVUS_MIXED_ROUNDS") ?? "15";

    private const string Script =
        """
        $connection = {connect}
        $null = New-MilvusCollection docs -Dimension 2
        $module = (Get-Module Milvus).Path
        $work = {
            param($module, $connection, $number, $rounds)
            Import-Module $module
            for ($i = 0; $i -lt $rounds; $i++) {
                $key = $number * 1000 + $i
                $null = Add-MilvusEntity docs @{ id = $key; vector = $number, $i } -Connection $connection
                $found = Get-MilvusEntity docs -Id $key -Connection $connection
                if ($found.vector[0] -ne $number -or $found.vector[1] -ne $i) { throw "row $key is $($found.vector)" }
                $hit = Search-MilvusEntity docs $number, $i -Limit 1 -Filter "id == $key" -Connection $connection
                if ($hit.Id -ne $key) { throw "hit $($hit.Id) instead of $key" }
                $null = Set-MilvusEntity docs @{ id = $key; vector = $number, ($i + 0.5) } -Connection $connection
                if ($i % 3 -eq 0) { $null = Remove-MilvusEntity docs -Id $key -Connection $connection -Confirm:$false }
            }
        }
        $running = foreach ($number in 1..16) {
            $shell = [powershell]::Create([System.Management.Automation.Runspaces.InitialSessionState]::CreateDefault2())
            $null = $shell.AddScript($work).AddArgument($module).AddArgument($connection).AddArgument($number).AddArgument({rounds})
            @{ Shell = $shell; Result = $shell.BeginInvoke() }
        }
        foreach ($one in $running) {
            $null = $one.Shell.EndInvoke($one.Result)
            foreach ($failure in $one.Shell.Streams.Error) { [Console]::Out.WriteLine("$failure") }
        }
        $left = 16 * ({rounds} - [math]::Ceiling({rounds} / 3))
        $found = (Measure-MilvusCollection docs -Exact).RowCount
        $rows = @(Get-MilvusEntity docs -Filter 'id > 0')
        "$($found -eq $left) $($rows.Count -eq $left) $(@($rows | Where-Object { $_.vector[1] % 1 -ne 0.5 }).Count)"
        """;

    [Theory]
    [Failure("P1", "P6")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FewThreads_sixteen_runspaces_of_one_connection_end_with_exact_sums(bool server)
    {
        using var folder = new TemporaryFolder();
        await using var fake = new RecordingServer();
        var script = Script
            .Replace("{connect}", server ? $"Connect-Milvus {fake.Address}" : "Connect-Milvus -Path ./a.db", StringComparison.Ordinal)
            .Replace("{rounds}", _rounds, StringComparison.Ordinal);

        var ended = await ChildShell.RunAsync(script, folder.FullName, new Dictionary<string, string>
        {
            ["DOTNET_ThreadPool_ForceMinWorkerThreads"] = "1",
            ["DOTNET_ThreadPool_ForceMaxWorkerThreads"] = "2",
        });

        Assert.Equal(("True True 0", "", 0), (ended.Output, ended.Errors, ended.ExitCode));
    }
}
