using System.Diagnostics;

namespace Milvus.Benchmarks;

/// <summary>The Python that has the peers' packages: MILVUS_PYTHON, or where the peers keep it.</summary>
internal static class PeerPython
{
    public static string Path { get; } = Environment.GetEnvironmentVariable("MILVUS_PYTHON")
        ?? System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache/milvus-peers/venv/bin/python");

    /// <summary>Runs a script of this folder and shows what it prints; says so where there is no such Python.</summary>
    public static async Task RunAsync(string script, IEnumerable<string> arguments, CancellationToken token)
    {
        if (!File.Exists(Path))
        {
            Console.WriteLine($"not compared: there is no {Path}; MILVUS_PYTHON names another");
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
