using System.Diagnostics;

namespace Milvus.Module.Tests.Reliability;

/// <summary>A script in a process of its own, with the module imported.</summary>
internal sealed record ChildShell(int ExitCode, string Output, string Errors, TimeSpan AfterLastLine)
{
    /// <summary>The last line of a script whose end is measured.</summary>
    internal const string LastLine = "[Console]::Out.WriteLine('last line')";

    /// <summary>Runs a script.</summary>
    /// <param name="script">The script.</param>
    /// <param name="folder">The current folder of the process.</param>
    /// <param name="environment">Variables of its environment.</param>
    internal static async Task<ChildShell> RunAsync(
        string script, string folder, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", [Repository.Executable("Milvus.Shell"), "-Command", script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var lines = new List<string>();
        var last = Stopwatch.StartNew();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == "last line")
            {
                last.Restart();
                continue;
            }

            lines.Add(line);
        }

        try
        {
            await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(120)).Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        return new ChildShell(process.ExitCode, string.Join('\n', lines), await errors, last.Elapsed);
    }
}
