using System.Diagnostics;
using System.Globalization;

namespace Milvus.Benchmarks;

/// <summary>Runs the test that injects losses between a source and a target, with more of them.</summary>
internal static class LossBenchmark
{
    public static async Task RunAsync(int losses, CancellationToken token)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                "test",
                "tests/Milvus.Module.Tests",
                "--filter",
                "FullyQualifiedName~LossTests.TransferCheck_each_kind",
                "--logger",
                "console;verbosity=detailed",
            },
        };
        start.Environment["MILVUS_LOSSES"] = losses.ToString(CultureInfo.InvariantCulture);
        using var run = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        await run.WaitForExitAsync(token);
        Table.Line($"{(run.ExitCode == 0 ? $"all {losses}" : "not all")} losses were found with -Verify Full");
    }
}
