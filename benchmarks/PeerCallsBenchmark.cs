using System.Globalization;

namespace Milvus.Benchmarks;

/// <summary>
/// The same calls through the cmdlets in pwsh and through pymilvus, in turn, on the server at MILVUS_URI with MILVUS_TOKEN. Each round is
/// a process of each that makes a collection of its own, with rows of five fields.
/// </summary>
internal static class PeerCallsBenchmark
{
    private const int Rounds = 5;

    private static readonly (string Name, string What, string Unit)[] _calls =
    [
        ("insert", "insert of objects", "rows/s"),
        ("index", "Get-MilvusIndex, p50", "ms"),
        ("get", "Get-MilvusEntity -Id, p50", "ms"),
        ("search", "Search-MilvusEntity, p50", "ms"),
        ("queries", "100 queries in a call", "queries/s"),
        ("read", "all rows with vectors", "rows/s"),
    ];

    public static async Task RunAsync(int rows, CancellationToken token)
    {
        if (!File.Exists(PeerPython.Path))
        {
            Table.Line($"not run: {PeerPython.Path} does not exist; MILVUS_PYTHON selects another Python");
            return;
        }

        await new StartedProcess(["dotnet", "tool", "restore"]).RunAsync(token);
        var uri = ClientBenchmarks.Address.ToString();
        string[] arguments = [uri, ClientBenchmarks.Token, rows.ToString(CultureInfo.InvariantCulture)];
        string[] pwsh = ["dotnet", "pwsh", "-NoProfile", "-NonInteractive", "-File", Script("peer_calls.ps1"), Repository.Manifest];
        var ours = new StartedProcess([.. pwsh, .. arguments]);
        var theirs = new StartedProcess([PeerPython.Path, Script("peer_calls.py"), .. arguments]);
        var measured = new List<(Dictionary<string, double> Ours, Dictionary<string, double> Theirs)>();
        for (var round = 0; round < Rounds; round++)
        {
            measured.Add((await ReadAsync(ours, token), await ReadAsync(theirs, token)));
        }

        Table.Line($"{rows} rows x 384 on {uri}, medians of {Rounds} rounds in turn");
        Table.Line($"{"",-28}{"cmdlets",12}{"pymilvus",12}{"",-12}{"ratio of a round: median, min to max",38}");
        foreach (var (name, what, unit) in _calls)
        {
            var ratios = measured.Select(round => round.Ours[name] / round.Theirs[name]).Order().ToList();
            var (own, other) = (Median(measured.Select(round => round.Ours[name])), Median(measured.Select(round => round.Theirs[name])));
            var format = unit == "ms" ? "F3" : "N0";
            var (left, right) = (own.ToString(format, CultureInfo.InvariantCulture), other.ToString(format, CultureInfo.InvariantCulture));
            Table.Line($"{what,-28}{left,12}{right,12} {unit,-11}{Median(ratios),18:F2}{ratios[0],8:F2} to {ratios[^1],4:F2}");
        }
    }

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, name);

    private static async Task<Dictionary<string, double>> ReadAsync(StartedProcess process, CancellationToken token)
    {
        var (output, _) = await process.RunAsync(token);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t'))
            .Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0], parts => double.Parse(parts[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}
