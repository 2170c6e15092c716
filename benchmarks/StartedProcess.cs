using System.Diagnostics;

namespace Milvus.Benchmarks;

/// <summary>A program with its arguments, which runs in the folder of the repository.</summary>
internal sealed class StartedProcess(string[] command)
{
    /// <returns>Its output, and how long it ran.</returns>
    internal async Task<(string Output, TimeSpan Elapsed)> RunAsync(CancellationToken token)
    {
        var clock = Stopwatch.StartNew();
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Repository.Root,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start.");
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(token);
            await process.WaitForExitAsync(token);
            return process.ExitCode == 0
                ? (output, clock.Elapsed)
                : throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}: {output}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
