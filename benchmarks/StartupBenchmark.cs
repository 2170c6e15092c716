using System.ComponentModel;
using System.Diagnostics;

namespace Milvus.Benchmarks;

/// <summary>The time of a whole process: start, import of the module, connection to a database file with 500 words, and a read of one word
/// by its key.</summary>
internal static class StartupBenchmark
{
    private const int Rounds = 11;
    private const string Answer = "aioli";

    private static readonly string _root = FindRoot();

    public static async Task RunAsync(CancellationToken token)
    {
        var folder = Directory.CreateTempSubdirectory("milvus-startup-").FullName;
        try
        {
            var data = Path.Combine(_root, "examples", "data", "wordnet-500.jsonl");
            var ours = Path.Combine(folder, "ours.db");
            await RunAsync(Shell($"""
                $null = Connect-Milvus '{ours}'
                $fields = (New-MilvusField id INT64 -PrimaryKey), (New-MilvusField lemma VARCHAR -MaxLength 200),
                    (New-MilvusField pos VARCHAR -MaxLength 20), (New-MilvusField gloss VARCHAR -MaxLength 2000),
                    (New-MilvusField vector FLOAT_VECTOR -Dimension 384)
                $null = New-MilvusCollection words -Field $fields
                $null = Import-MilvusEntity words '{data}'
                $null = New-MilvusIndex words vector -MetricType COSINE
                """), token);

            var ask = $"$null = Connect-Milvus '{ours}'; Mount-MilvusCollection words; (Get-MilvusEntity words -Id 2).lemma";
            var hasPwsh = await HasPwshAsync(token);
            var module = hasPwsh
                ? ["pwsh", "-NoProfile", "-NonInteractive", "-Command", $"Import-Module '{Path.Combine(_root, "Milvus.psd1")}'; {ask}"]
                : Shell(ask);
            var name = hasPwsh ? "pwsh with the module" : "Milvus.Shell (no pwsh is installed)";

            string[]? python = null;
            if (File.Exists(PeerPython.Path))
            {
                var script = Path.Combine(AppContext.BaseDirectory, "startup.py");
                var lite = Path.Combine(folder, "lite.db");
                await RunAsync([PeerPython.Path, script, lite, data], token);
                python = [PeerPython.Path, script, lite];
            }

            await CompareAsync(name, module, python, token);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task CompareAsync(string name, string[] module, string[]? python, CancellationToken token)
    {
        List<double> ours = [], theirs = [], ratios = [];
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(await TimeAsync(module, token));
            if (python is not null)
            {
                theirs.Add(await TimeAsync(python, token));
                ratios.Add(ours[^1] / theirs[^1]);
            }
        }

        Table.Line($"whole process, median of {Rounds} alternating runs");
        Table.Line($"{name}: {Median(ours):F2} s");
        if (python is null)
        {
            Table.Line($"not compared: {PeerPython.Path} does not exist; MILVUS_PYTHON selects another Python");
            return;
        }

        Table.Line($"Python with pymilvus on a Milvus Lite file: {Median(theirs):F2} s");
        Table.Line($"median ratio: {Median(ratios):F2}");
    }

    private static async Task<double> TimeAsync(string[] command, CancellationToken token)
    {
        var clock = Stopwatch.StartNew();
        var output = await RunAsync(command, token);
        var seconds = clock.Elapsed.TotalSeconds;
        return output.Trim() == Answer ? seconds : throw new InvalidOperationException($"{command[0]} answered '{output}', not '{Answer}'");
    }

    private static async Task<string> RunAsync(string[] command, CancellationToken token)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{command[0]} did not start");
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(token);
            await process.WaitForExitAsync(token);
            return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{command[0]} ended with {process.ExitCode}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static async Task<bool> HasPwshAsync(CancellationToken token)
    {
        try
        {
            await RunAsync(["pwsh", "-NoProfile", "-Command", "exit 0"], token);
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static string[] Shell(string text)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        return ["dotnet", Path.Combine(_root, "artifacts", "bin", "Milvus.Shell", configuration, "Milvus.Shell.dll"), "-Command", text];
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Milvus.psd1")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No Milvus.psd1 above {AppContext.BaseDirectory}.");
        }

        return folder.FullName;
    }
}
