using System.Collections;
using System.Diagnostics;
using System.Globalization;
using Milvus.Module.Tests.Hosting;
using Milvus.Testing.Kills;
using Xunit.Abstractions;

namespace Milvus.Module.Tests.Kills;

/// <summary>
/// A server is killed again and again while one connection inserts, searches, reads pages, waits or copies. No acknowledged row is missing,
/// none is there twice, errors are those of the module, and the connection works within 5 seconds after a new one does. By default, the
/// engine is killed once during an insert. MILVUS_SERVER_KILLS is a number of kills for all operations together. MILVUS_KILLED_SERVER is
/// engine, milvus or lite; the program in MILVUS_PEERS starts and kills the real ones.
/// </summary>
public sealed class ServerKillTests(ITestOutputHelper output)
{
    private const int SourceRows = 2000;

    private static readonly string? _number = Environment.GetEnvironmentVariable("MILVUS_SERVER_KILLS");
    private static readonly string _server = Environment.GetEnvironmentVariable("MILVUS_KILLED_SERVER") ?? "engine";

    // A new connection that works shows that the server does: Milvus answers before it has loaded its collections.
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(5);

    private static readonly (string Name, string Step)[] _operations =
    [
        ("insert", "Add-MilvusEntity kept (New-Batch)"),
        (
            "search",
            "$hit = Search-MilvusEntity words 7, 1 -Limit 3; if ($hit.Count -ne 3 -or $hit[0].Id -ne 7) { Note \"hits $($hit.Id)\" }"
        ),
        (
            "iterate",
            "$ids = @(Get-MilvusEntity words -OutputField id -BatchSize 100 | ForEach-Object id); "
                + "$different = [Collections.Generic.HashSet[long]]::new([long[]] $ids).Count; "
                + "if ($ids.Count -ne $rows -or $different -ne $rows) { Note \"$($ids.Count) rows, $different different ones\" }"
        ),
        ("wait", "$null = Wait-MilvusIndex words vector; $null = Wait-MilvusLoad words"),
        (
            "copy",
            "$name = \"copy$($state.Done)\"; "
                + "if ($state.Copied -ne $state.Done) { $null = Copy-MilvusCollection words $name -Connection $source "
                + "-TargetConnection $target -BatchSize 200 -LedgerPath \"./$name.ledger\" -Verify Full; $state.Copied = $state.Done }; "
                + "$count = (Measure-MilvusCollection $name -Exact).RowCount; if ($count -ne $rows) { Note \"a copy has $count rows\" }; "
                + "Remove-MilvusCollection $name -Confirm:$false -ErrorAction SilentlyContinue"
        ),
    ];

    [Fact]
    [Failure("N3", "N4", "N5", "N20")]
    public async Task ServerKill_keeps_every_acknowledged_row_once_and_the_connection_works_again()
    {
        var operations = _number is null ? _operations[..1] : _operations;
        var kills = _number is null ? 1 : int.Parse(_number, CultureInfo.InvariantCulture);
        using var folder = new TemporaryFolder();
        using var server = new KilledServer(_server, Environment.GetEnvironmentVariable("MILVUS_PEERS"), folder.FullName);
        await server.StartAsync();
        for (var i = 0; i < operations.Length; i++)
        {
            var share = (kills / operations.Length) + (i < kills % operations.Length ? 1 : 0);
            await RunAsync(server, operations[i].Name, operations[i].Step, share);
        }
    }

    /// <summary>Repeats a step in a session while the server is killed.</summary>
    private async Task RunAsync(KilledServer server, string name, string step, int kills)
    {
        using var shell = new ModuleShell();
        using var probe = new ModuleShell();
        var state = Hashtable.Synchronized(new Hashtable
        {
            ["Done"] = 0,
            ["Copied"] = -1,
            ["Stop"] = false,
            ["Wrong"] = new ArrayList(),
            ["Ids"] = new ArrayList(),
            ["Acknowledged"] = new ArrayList(),
        });
        Prepare(shell, server, state);
        var running = Task.Run(() => shell.Run(Loop(step)));
        var slowest = TimeSpan.Zero;
        for (var kill = 0; kill < kills; kill++)
        {
            await WaitForStepAsync(state, running);
            await Task.Delay(Random.Shared.Next(200));
            await server.KillAsync();
            await server.StartAsync();
            await WaitForNewConnectionAsync(probe, server);
            var works = Stopwatch.StartNew();
            await WaitForStepAsync(state, running);
            slowest = works.Elapsed > slowest ? works.Elapsed : slowest;
        }

        state["Stop"] = true;
        var ran = await running.WaitAsync(TimeSpan.FromMinutes(5));
        Assert.Empty(ran.Errors);
        var (acknowledged, lost, doubled) = name == "insert" ? Compare(shell) : (0, 0, 0);
        var ids = ((ArrayList)state["Ids"]!).Cast<string>().GroupBy(id => id).Select(group => $"{group.Key} {group.Count()}");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{_server}, {name}: {kills} kills, {state["Done"]} steps, {acknowledged} acknowledged rows, {lost} missing, {doubled} twice, "
                + $"again after {slowest.TotalSeconds:0.0} s at most; errors: {string.Join(", ", ids)}"));
        Assert.Empty((ArrayList)state["Wrong"]!);
        Assert.Equal((0, 0), (lost, doubled));
        // A copy is a long step, which has to end.
        Assert.True(slowest < _limit || name == "copy", $"{name} worked again {slowest} after a new connection did");
    }

    private static void Prepare(ModuleShell shell, KilledServer server, Hashtable state) => shell.Do(
        """
        param($address, $token, $state, $rows)
        $global:state = $state
        $global:rows = $rows
        $access = if ($token) { @{ Token = $token } } else { @{} }
        $global:source = Connect-Milvus -InMemory -Name source
        $global:target = Connect-Milvus $address @access -Name target
        $null = Use-MilvusConnection target
        foreach ($name in 'words', 'kept') {
            if (Get-MilvusCollection $name -ErrorAction Ignore) { Remove-MilvusCollection $name -Confirm:$false }
        }
        foreach ($to in $source, $target) {
            $null = New-MilvusCollection words -Connection $to -Field (New-MilvusField id INT64 -PrimaryKey),
                (New-MilvusField vector FLOAT_VECTOR -Dimension 2) -IndexParameter (New-MilvusIndexParameter vector -MetricType L2)
            $null = 1..$rows | ForEach-Object { @{ id = $_; vector = $_, 1 } } | Add-MilvusEntity words -Connection $to
        }
        $null = New-MilvusCollection kept -Field (New-MilvusField id INT64 -PrimaryKey),
            (New-MilvusField vector FLOAT_VECTOR -Dimension 2) -IndexParameter (New-MilvusIndexParameter vector -MetricType L2)
        $null = Save-MilvusCollection words
        $global:next = 0
        function global:New-Batch {
            $first = $global:next
            $global:next += 20
            $first..($first + 19) | ForEach-Object { @{ id = $_; vector = $_, 1 } }
        }
        function global:Note($text) { $null = $state.Wrong.Add($text) }
        """,
        server.Address,
        server.Token,
        state,
        SourceRows);

    private static string Loop(string step) =>
        $$"""
        $ErrorActionPreference = 'Stop'
        while (-not $state.Stop) {
            $first = $next
            try {
                $null = & { {{step}} }
                if ($next -gt $first) { $null = $state.Acknowledged.Add($first) }
                $state.Done++
            } catch {
                if ($_.FullyQualifiedErrorId -notlike 'Milvus*') { Note "$($_.FullyQualifiedErrorId): $_" }
                $null = $state.Ids.Add(($_.FullyQualifiedErrorId -split ',')[0])
            }
        }
        """;

    private static async Task WaitForStepAsync(Hashtable state, Task<Ran> running)
    {
        var done = (int)state["Done"]!;
        var waited = Stopwatch.StartNew();
        while ((int)state["Done"]! == done)
        {
            Assert.False(running.IsCompleted, running.IsCompleted ? $"the session ended: {string.Join('\n', running.Result.Errors)}" : "");
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(5), $"no step for {waited.Elapsed}; {state["Wrong"]}");
            await Task.Delay(5);
        }
    }

    private static async Task WaitForNewConnectionAsync(ModuleShell probe, KilledServer server)
    {
        var waited = Stopwatch.StartNew();
        while (probe.Run(
            """
            param($address, $token)
            $access = if ($token) { @{ Token = $token } } else { @{} }
            $probe = Connect-Milvus $address @access -TimeoutSec 5 -ErrorAction Stop
            try {
                # Milvus Lite does not load its collections again.
                Mount-MilvusCollection words -Connection $probe -TimeoutSec 30 -ErrorAction Stop
                Mount-MilvusCollection kept -Connection $probe -TimeoutSec 30 -ErrorAction Stop
                $null = Search-MilvusEntity words 7, 1 -Limit 1 -Connection $probe -TimeoutSec 5 -ErrorAction Stop
            } finally { Disconnect-Milvus $probe }
            """,
            server.Address,
            server.Token).Errors.Count > 0)
        {
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(5), "no new connection for 5 minutes");
            await Task.Delay(20);
        }
    }

    private static (int Acknowledged, int Lost, int Doubled) Compare(ModuleShell shell)
    {
        var numbers = shell.Do(
            """
            $ids = [long[]] @(Get-MilvusEntity kept -OutputField id -ConsistencyLevel Strong | ForEach-Object id)
            $found = [Collections.Generic.HashSet[long]]::new($ids)
            $expected = foreach ($first in $state.Acknowledged) { $first..($first + 19) }
            @($expected).Count
            @($expected | Where-Object { -not $found.Contains($_) }).Count
            $ids.Count - $found.Count + (Measure-MilvusCollection kept -Exact).RowCount - $found.Count
            """).Texts;
        return (Number(0), Number(1), Number(2));
        int Number(int at) => int.Parse(numbers[at], CultureInfo.InvariantCulture);
    }
}
