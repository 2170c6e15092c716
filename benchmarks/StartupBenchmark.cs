using System.Globalization;

namespace Milvus.Benchmarks;

/// <summary>
/// Whole processes of pwsh: bare, with the import of the module, and with a connection to a database file of 500 words and a read of one
/// word by its key. The module is measured as it is laid out, and once more without the machine code of a release build. Two tasks are
/// also measured inside their process: the import, and the median of the first 400 searches, before the runtime has optimized their code.
/// </summary>
internal static class StartupBenchmark
{
    private const int Rounds = 7;
    private const string Answer = "aioli";

    private const string Searches = """
        $null = Connect-Milvus -InMemory
        $null = New-MilvusCollection docs -Dimension 384
        $rows = foreach ($id in 1..50) { @{ id = $id; vector = [float[]]@(foreach ($i in 1..384) { [Math]::Sin($id * $i) }) } }
        $null = $rows | Add-MilvusEntity docs
        $null = New-MilvusIndex docs vector -MetricType COSINE
        Mount-MilvusCollection docs
        $query = $rows[7].vector
        $times = foreach ($i in 1..400) {
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $null = Search-MilvusEntity docs -Vector $query -Limit 10
            $clock.Elapsed.TotalMilliseconds
        }
        $measured = ($times | Sort-Object)[200]

        """;

    public static async Task RunAsync(CancellationToken token)
    {
        var folder = Directory.CreateTempSubdirectory("milvus-startup-").FullName;
        try
        {
            await RunAsync(folder, token);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RunAsync(string folder, CancellationToken token)
    {
        await new StartedProcess(["dotnet", "tool", "restore"]).RunAsync(token);
        var data = Repository.Combine("examples", "data", "wordnet-500.jsonl");
        var ours = Path.Combine(folder, "ours.db");
        var module = Repository.Manifest;
        await using var server = LocalServer.Start(Path.Combine(folder, "server.db"));
        var embedded = $"$null = Connect-Milvus '{ours}'";
        foreach (var connect in (string[])[embedded, server.Connect])
        {
            await FillAsync($"Import-Module '{module}'; {connect}", data, token);
        }

        var cases = new List<StartupCase> { new("bare pwsh", Pwsh($"'{Answer}'")) };
        cases.AddRange(Cases("as laid out", module, embedded, server.Connect));
        if (PlainModule.TryCreate(Path.Combine(folder, "plain")) is { } plain)
        {
            cases.AddRange(Cases("without machine code", plain, embedded, server.Connect));
        }

        if (File.Exists(PeerPython.Path))
        {
            var script = Path.Combine(AppContext.BaseDirectory, "startup.py");
            var lite = Path.Combine(folder, "lite.db");
            await new StartedProcess([PeerPython.Path, script, lite, data]).RunAsync(token);
            cases.Add(new("Python, pymilvus, Milvus Lite file", new([PeerPython.Path, script, lite])));
        }
        else
        {
            Table.Line($"not compared: {PeerPython.Path} does not exist; MILVUS_PYTHON selects another Python");
        }

        for (var round = 0; round < Rounds; round++)
        {
            foreach (var one in cases)
            {
                await one.MeasureAsync(Answer, token);
            }
        }

        Table.Line($"whole processes, medians of {Rounds} alternating runs");
        Table.Line($"{"",-46}{"wall",8}{"over bare",11}{"CPU",8}{"over bare",11}{"compiled methods",18}{"in process",13}");
        foreach (var one in cases)
        {
            var (wall, cpu, bare) = (one.Wall, one.Cpu, cases[0]);
            var over = string.Create(CultureInfo.InvariantCulture, $"{cpu - bare.Cpu,8:F0} ms");
            var inside = one.InProcess is { } time ? string.Create(CultureInfo.InvariantCulture, $"{time:F2} ms") : string.Empty;
            Table.Line($"{one.Name,-46}{wall,5:F0} ms{wall - bare.Wall,8:F0} ms{cpu,5:F0} ms{over}{one.Methods,18:N0}{inside,13}");
        }

        if (cases[^1].Name.StartsWith("Python", StringComparison.Ordinal))
        {
            Table.Line($"wall, embedded as laid out over Python: {cases[2].Wall / cases[^1].Wall:F2}");
        }
    }

    private static async Task FillAsync(string connect, string data, CancellationToken token) => await Pwsh($"""
        {connect}
        $fields = (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField lemma VARCHAR -MaxLength 200),
            (New-MilvusField pos VARCHAR -MaxLength 20), (New-MilvusField gloss VARCHAR -MaxLength 2000),
            (New-MilvusField vector FLOAT_VECTOR -Dimension 384)
        $null = New-MilvusCollection words -Field $fields
        $null = Import-MilvusEntity words '{data}'
        $null = New-MilvusIndex words vector -MetricType COSINE
        Mount-MilvusCollection words
        """).RunAsync(token);

    private static IEnumerable<StartupCase> Cases(string name, string module, string embedded, string remote)
    {
        const string Read = "; Mount-MilvusCollection words; (Get-MilvusEntity words -Id 2).lemma";
        var import = $"Import-Module '{module}'; ";
        var measured = $"$clock = [Diagnostics.Stopwatch]::StartNew(); {import}$measured = $clock.Elapsed.TotalMilliseconds; ";
        yield return new($"import, {name}", Pwsh(measured + $"'{Answer}'"));
        yield return new($"embedded, {name}", Pwsh(import + embedded + Read));
        yield return new($"remote, {name}", Pwsh(import + remote + Read));
        yield return new($"400 searches, {name}", Pwsh(import + Searches + $"'{Answer}'"));
    }

    private static StartedProcess Pwsh(string script) => new(
        ["dotnet", "pwsh", "-NoProfile", "-NonInteractive", "-Command", script + "; " + StartupCase.Report]);
}
