using System.Diagnostics;

namespace Milvus.Benchmarks;

/// <summary>The Python with the packages of the peers: MILVUS_PYTHON, or the one in the folder of the peers.</summary>
internal static class PeerPython
{
    public static string Path { get; } = Environment.GetEnvironmentVariable("MILVUS_PYTHON")
        ?? System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache/milvus-peers/venv/bin/python");

    /// <summary>Runs a script of this folder and shows its output, or a line that this Python does not exist.</summary>
    public static Task RunAsync(string script, IEnumerable<string> arguments, CancellationToken token) =>
        RunAsync(script, arguments, reads: false, token);

    /// <summary>Runs a script of this folder and returns its output; null, after a line, if this Python does not exist.</summary>
    public static Task<string?> ReadAsync(string script, IEnumerable<string> arguments, CancellationToken token) =>
        RunAsync(script, arguments, reads: true, token);

    /// <summary>
    /// Starts a script of this folder, to which lines are written and from which lines are read; null, after a line, if this Python does
    /// not exist.
    /// </summary>
    public static Process? Start(string script, IEnumerable<string> arguments)
    {
        if (!File.Exists(Path))
        {
            Console.WriteLine($"not compared: {Path} does not exist; MILVUS_PYTHON selects another Python");
            return null;
        }

        return Process.Start(
            new ProcessStartInfo(Path, [System.IO.Path.Combine(AppContext.BaseDirectory, script), .. arguments])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            });
    }

    private static async Task<string?> RunAsync(string script, IEnumerable<string> arguments, bool reads, CancellationToken token)
    {
        if (!File.Exists(Path))
        {
            Console.WriteLine($"not compared: {Path} does not exist; MILVUS_PYTHON selects another Python");
            return null;
        }

        var start = new ProcessStartInfo(Path, [System.IO.Path.Combine(AppContext.BaseDirectory, script), .. arguments])
        {
            RedirectStandardOutput = reads,
        };
        using var python = Process.Start(start) ?? throw new InvalidOperationException($"{Path} did not start");
        string? output = null;
        try
        {
            output = reads ? await python.StandardOutput.ReadToEndAsync(token) : null;
            await python.WaitForExitAsync(token);
        }
        catch (OperationCanceledException)
        {
            python.Kill();
            throw;
        }

        if (python.ExitCode != 0)
        {
            Console.WriteLine($"not compared: {script} ended with {python.ExitCode}");
            return null;
        }

        return output;
    }
}
