using System.Diagnostics;

namespace Milvus.Module.Tests.Programs;

/// <summary>Finds the Python with pymilvus: MILVUS_PYTHON, or that of the peers beside the repository.</summary>
internal static class Pymilvus
{
    internal static string? Python { get; } = Find();

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
