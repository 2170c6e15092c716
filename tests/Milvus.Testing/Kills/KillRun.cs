using System.Diagnostics;
using System.Globalization;

namespace Milvus.Testing.Kills;

/// <summary>
/// Kills an operation at random times, runs the same line again until it ends, and compares the target with the source: the same rows, and
/// no row twice.
/// </summary>
/// <param name="folder">The folder of the source; <see cref="PrepareAsync"/> fills it.</param>
/// <param name="server">The address of the server with the targets, which is not killed.</param>
/// <param name="random">The times of the kills.</param>
internal sealed class KillRun(string folder, string server, Random random)
{
    private const int MaxKillsOfARound = 3;

    private int _round;

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

    /// <summary>Whether the module has the cmdlet of an operation, with its ledger.</summary>
    internal static async Task<bool> HasAsync(KillOperation operation)
    {
        var (output, _) = await KillProcess.RunScriptAsync(
            $"$command = Get-Command {operation.Cmdlet} -ErrorAction Ignore; "
                + $"[bool] $command -and (-not '{operation.Parameter}' -or $command.Parameters.ContainsKey('{operation.Parameter}'))");
        return bool.TryParse(output, out var has) && has;
    }

    /// <summary>Kills an operation so many times.</summary>
    internal async Task<KillResult> RunAsync(KillOperation operation, int kills, CancellationToken token)
    {
        var failures = new List<string>();
        // The first run also reads the files of the module from the disk.
        await RoundAsync(operation, TimeSpan.Zero, 0, failures);
        var usual = await MeasureAsync(operation, failures);
        var (killed, rounds) = (0, 0);
        // An operation that always ends before its kill would run for ever.
        for (var attempt = 0; killed < kills && attempt < 3 * kills && failures.Count < 10; attempt++)
        {
            token.ThrowIfCancellationRequested();
            var done = await RoundAsync(operation, usual, Math.Min(kills - killed, 1 + random.Next(MaxKillsOfARound)), failures);
            killed += done;
            rounds += done > 0 ? 1 : 0;
        }

        return new(operation.Name, killed, rounds, usual.TotalSeconds, failures);
    }

    private async Task<TimeSpan> MeasureAsync(KillOperation operation, List<string> failures)
    {
        _round++;
        await ExpectAsync(operation.Prepare, "preparation", failures);
        using var shell = await KillProcess.StartScriptAsync(Fill(operation.Line));
        var started = Stopwatch.GetTimestamp();
        var (_, errors) = await shell.FinishAsync();
        Note(errors, "run without a kill", failures);
        return Stopwatch.GetElapsedTime(started);
    }

    // A round has a target of its own. Its first runs are killed, and the last one must end well.
    private async Task<int> RoundAsync(KillOperation operation, TimeSpan usual, int kills, List<string> failures)
    {
        _round++;
        await ExpectAsync(operation.Prepare, "preparation", failures);
        var killed = 0;
        for (var i = 0; i < kills; i++)
        {
            using var shell = await KillProcess.StartScriptAsync(Fill(operation.Line));
            if (!await shell.KillAsync(usual * random.NextDouble()))
            {
                Note((await shell.FinishAsync()).Errors, $"run after {killed} kills", failures);
                await CheckAsync(operation, killed, failures);
                return killed;
            }

            killed++;
        }

        await ExpectAsync(operation.Line, $"run after {killed} kills", failures);
        await CheckAsync(operation, killed, failures);
        return killed;
    }

    private async Task CheckAsync(KillOperation operation, int killed, List<string> failures)
    {
        var (count, errors) = await KillProcess.RunScriptAsync(Fill(operation.Check));
        Note(errors, $"check after {killed} kills", failures);
        var file = Fill("{folder}/rows{n}.jsonl");
        if (errors.Length > 0 || !File.Exists(file))
        {
            failures.Add($"{operation.Name} {_round}: no rows to compare after {killed} kills");
            return;
        }

        var expected = (await File.ReadAllLinesAsync(Fill("{folder}/source.jsonl"))).Order(StringComparer.Ordinal);
        var actual = (await File.ReadAllLinesAsync(file)).Order(StringComparer.Ordinal).ToList();
        if (!expected.SequenceEqual(actual, StringComparer.Ordinal) || count != actual.Count.ToString(CultureInfo.InvariantCulture))
        {
            failures.Add(
                $"{operation.Name} {_round}: after {killed} kills the target has count(*) {count}, {actual.Count} rows, "
                    + $"{actual.Distinct(StringComparer.Ordinal).Count()} different ones, and the source {expected.Count()}");
        }

        File.Delete(file);
        foreach (var left in Directory.GetFiles(folder, "*.ledger").Concat(Directory.GetFiles(folder, "*.tmp")))
        {
            failures.Add($"{operation.Name} {_round}: {Path.GetFileName(left)} is left after {killed} kills");
            File.Delete(left);
        }
    }

    private async Task ExpectAsync(string script, string what, List<string> failures)
    {
        if (script.Length > 0)
        {
            Note((await KillProcess.RunScriptAsync(Fill(script))).Errors, what, failures);
        }
    }

    private void Note(string errors, string what, List<string> failures)
    {
        if (errors.Length > 0)
        {
            failures.Add($"round {_round}, {what}: {errors}");
        }
    }

    private string Fill(string text) => KillOperation.Fill(text, folder, server, _round);
}
