using System.Diagnostics;

namespace Milvus.Benchmarks;

/// <summary>The Python with the packages of the peers: MILVUS_PYTHON, or the one in the folder of the peers.</summary>
internal static class PeerPython
{
    public static string Path { get; } = Environment.GetEnvironmentVariable("MILVUS_PYTHON")
        ?? System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache/milvus-peers/venv/bin/python");

    /// <summary>Runs a script of this folder and shows its output, or a line that this Python does not exist.</summary>
    public static async Task RunAsync(string script, IEnumerable<string> arguments, CancellationToken token)
    {
        if (!File.Exists(Path))
        {
            Console.WriteLine($"not compared: {Path} does not exist; MILVUS_PYTHON selects another Python");
            return;
        }

        using var python =
            Process.Start(new ProcessStartInfo(Path, [System.IO.Path.Combine(AppContext.BaseDirectory, script), .. arguments]))
            ?? throw new InvalidOperationException($"{Path} did not start");
        try
        {
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
        }
    }
}
