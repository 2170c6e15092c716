using System.Diagnostics;

namespace Milvus.Tests.Peers;

/// <summary>The Python with pymilvus: MILVUS_PYTHON, or that of the peers.</summary>
internal static class PeerPython
{
    internal static string Executable { get; } =
        Environment.GetEnvironmentVariable("MILVUS_PYTHON")
        ?? Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
            ".cache",
            "milvus-peers",
            "venv",
            "bin",
            "python");

    internal static bool IsPresent => File.Exists(Executable);

    /// <summary>Runs a script and returns its output.</summary>
    internal static async Task<string> RunAsync(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo(Executable)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add("-");
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var python = Process.Start(start)!;
        await python.StandardInput.WriteAsync(script);
        python.StandardInput.Close();
        var errors = python.StandardError.ReadToEndAsync();
        var output = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        Assert.True(python.ExitCode == 0, await errors);
        return output;
    }
}
