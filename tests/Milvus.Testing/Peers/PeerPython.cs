using System.Diagnostics;

namespace Milvus.Testing.Peers;

/// <summary>The Python with pymilvus: MILVUS_PYTHON, or that of the peers beside the repository.</summary>
internal static class PeerPython
{
    /// <summary>Its path; null where there is none.</summary>
    internal static string? Executable { get; } = Find();

    internal static bool IsPresent => Executable is not null;

    /// <summary>Runs a script and returns its output.</summary>
    internal static async Task<string> RunAsync(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo(Executable ?? throw new InvalidOperationException("There is no Python with pymilvus."))
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

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("MILVUS_PYTHON") is { Length: > 0 } named)
        {
            return named;
        }

        var peers = Repository.Combine("..", "shared", "peers", "peers");
        if (!File.Exists(peers))
        {
            return null;
        }

        using var process = Process.Start(
            new ProcessStartInfo(peers, "python") { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var python = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 && File.Exists(python) ? python : null;
    }
}
