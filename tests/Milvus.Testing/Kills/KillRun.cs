using System.Diagnostics;
using System.Globalization;

namespace Milvus.Testing.Kills;

/// <summary>
/// Kills an operation at random times, runs the same line again until it ends, and compares the target with the source: the same rows, and
/// no row twice.
/// </summary>
/// <param name="folder">The folder of the source; <see cref="PrepareAsync"/> fills it.</param>
/// <param name="target">The parameters of Connect-Milvus for the targets.</param>
/// <param name="random">The times of the kills.</param>
/// <param name="roundsBefore">The number of earlier rounds with targets on the same server, which have other names.</param>
internal sealed class KillRun(string folder, string target, Random random, int roundsBefore = 0)
{
    private const int MaxKillsOfARound = 3;
    private const int LedgerBytes = 500;
    private const string FinishedBefore = "exists already: nothing was changed";

    private readonly List<string> _failures = [];
    private int _round = roundsBefore;
    private int _continued;
    private bool _leftLedger;

    // The time of a run: a shorter one is what later runs of a machine that was busy take.
    private TimeSpan _usual;

    /// <summary>Creates the source.</summary>
    internal static async Task PrepareAsync(string folder, int rows)
    {
        var script = KillOperation.Fill(KillOperation.CreateSource(rows), folder, string.Empty, 0);
        var (output, errors) = await KillProcess.RunScriptAsync(script);
        if (errors.Length > 0 || output != rows.ToString(CultureInfo.InvariantCulture))
        {
            throw new InvalidOperationException($"The source has {output} of {rows} rows. {errors}");
        }
    }

    /// <summary>Kills an operation so many times.</summary>
    internal async Task<KillResult> RunAsync(KillOperation operation, int kills, CancellationToken token)
    {
        // The first run also reads the files of the module from the disk.
        await RoundAsync(operation, 0);
        _usual = await MeasureAsync(operation);
        var (killed, rounds) = (0, 0);
        // An operation that always ends before its kill would run for ever.
        for (var attempt = 0; killed < kills && attempt < 3 * kills && _failures.Count < 10; attempt++)
        {
            token.ThrowIfCancellationRequested();
            var done = await RoundAsync(operation, Math.Min(kills - killed, 1 + random.Next(MaxKillsOfARound)));
            killed += done;
            rounds += done > 0 ? 1 : 0;
        }

        return new(operation.Name, killed, _continued, rounds, _usual.TotalSeconds, _failures);
    }

    /// <summary>Kills an operation once, when its ledger has grown, so that the same line continues it.</summary>
    internal async Task<KillResult> RunOnceAsync(KillOperation operation)
    {
        await BeginRoundAsync(operation);
        var killed = await KillAsync(operation, shell => shell.KillAsync(WatchLedgerAsync())) ? 1 : 0;
        if (killed > 0)
        {
            await ExpectAsync(operation.Line, "run after the kill");
        }

        await CheckAsync(operation, killed);
        return new(operation.Name, killed, _continued, 1, 0, _failures);
    }

    // A new round has a new target, and no run of it was killed yet.
    private Task BeginRoundAsync(KillOperation operation)
    {
        _round++;
        _leftLedger = true;
        return ExpectAsync(operation.Prepare, "preparation");
    }

    // The line with the plan is shorter, or the next line follows soon.
    private async Task WatchLedgerAsync()
    {
        while (Directory.GetFiles(folder, "*.ledger").Sum(file => new FileInfo(file).Length) < LedgerBytes)
        {
            await Task.Delay(2);
        }
    }

    private async Task<TimeSpan> MeasureAsync(KillOperation operation)
    {
        await BeginRoundAsync(operation);
        using var shell = await KillProcess.StartScriptAsync(Fill(operation.Line));
        var started = Stopwatch.GetTimestamp();
        var (_, errors) = await shell.FinishAsync();
        Note(errors, "run without a kill");
        var usual = Stopwatch.GetElapsedTime(started);
        RemoveTarget();
        return usual;
    }

    // A round has a target of its own. Its first runs are killed, and the last one must end well.
    private async Task<int> RoundAsync(KillOperation operation, int kills)
    {
        await BeginRoundAsync(operation);
        var killed = 0;
        while (killed < kills)
        {
            if (!await KillAsync(operation, shell => shell.KillAsync(_usual * random.NextDouble())))
            {
                await CheckAsync(operation, killed);
                return killed;
            }

            killed++;
        }

        await ExpectAsync(operation.Line, $"run after {killed} kills");
        await CheckAsync(operation, killed);
        return killed;
    }

    /// <summary>Runs the line until it is killed; false if it ended before, without an error.</summary>
    private async Task<bool> KillAsync(KillOperation operation, Func<KillProcess, Task<bool>> kill)
    {
        using var shell = await KillProcess.StartLineAsync(Fill(operation.Line));
        var started = Stopwatch.GetTimestamp();
        if (await kill(shell))
        {
            _leftLedger = Directory.GetFiles(folder, "*.ledger").Length > 0;
            _continued += _leftLedger ? 1 : 0;
            return true;
        }

        var took = Stopwatch.GetElapsedTime(started);
        _usual = took < _usual ? took : _usual;
        Note((await shell.FinishAsync()).Errors, "run that ended before its kill");
        return false;
    }

    private async Task CheckAsync(KillOperation operation, int killed)
    {
        var (count, errors) = await KillProcess.RunScriptAsync(Fill(operation.Check));
        Note(errors, $"check after {killed} kills");
        var file = Fill("{folder}/rows{n}.jsonl");
        if (errors.Length > 0 || !File.Exists(file))
        {
            _failures.Add($"{operation.Name} {_round}: no rows to compare after {killed} kills");
            RemoveTarget();
            return;
        }

        var expected = (await File.ReadAllLinesAsync(Fill("{folder}/source.jsonl"))).Order(StringComparer.Ordinal);
        var actual = (await File.ReadAllLinesAsync(file)).Order(StringComparer.Ordinal).ToList();
        if (!expected.SequenceEqual(actual, StringComparer.Ordinal) || count != actual.Count.ToString(CultureInfo.InvariantCulture))
        {
            _failures.Add(
                $"{operation.Name} {_round}: after {killed} kills the target has count(*) {count}, {actual.Count} rows, "
                    + $"{actual.Distinct(StringComparer.Ordinal).Count()} different ones, and the source {expected.Count()}");
        }

        string[] unfinished = ["*.ledger", "*.part", "*.tmp", "*.footer", "*.unfinished", "*.old"];
        foreach (var left in unfinished.SelectMany(pattern => Directory.GetFileSystemEntries(folder, pattern)))
        {
            _failures.Add($"{operation.Name} {_round}: {Path.GetFileName(left)} is left after {killed} kills");
        }

        RemoveTarget();
    }

    // The next round has its own.
    private void RemoveTarget()
    {
        foreach (var entry in new DirectoryInfo(folder).GetFileSystemInfos().Where(entry => !IsShared(entry.Name)))
        {
            if (entry is DirectoryInfo directory)
            {
                directory.Delete(recursive: true);
            }
            else
            {
                entry.Delete();
            }
        }
    }

    private static bool IsShared(string name) =>
        name.StartsWith("source.", StringComparison.Ordinal) || name.StartsWith(KillProcess.ServerFile, StringComparison.Ordinal);

    private async Task ExpectAsync(string script, string what)
    {
        if (script.Length > 0)
        {
            Note((await KillProcess.RunScriptAsync(Fill(script))).Errors, what);
        }
    }

    // A run that was killed behind its last step leaves a whole target, which the next one refuses. CheckAsync compares its rows.
    private void Note(string errors, string what)
    {
        if (errors.Length > 0 && (_leftLedger || !errors.Contains(FinishedBefore, StringComparison.Ordinal)))
        {
            _failures.Add($"round {_round}, {what}: {errors}");
        }
    }

    private string Fill(string text) => KillOperation.Fill(text, folder, target, _round);
}
