using Milvus.Testing.Kills;

namespace Milvus.Benchmarks;

/// <summary>
/// Transfers that are killed at random times and continued by the same line, in equal parts: equal, and no row twice. What goes into a
/// collection goes into a file, which the killed process writes, and to a server, which is not killed.
/// </summary>
internal static class KillBenchmark
{
    private const int Rows = 5000;
    private const int Seed = 14;
    // More than an operation has.
    private const int RoundsOfAnOperation = 10_000;

    public static async Task RunAsync(int kills, string? only, CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        await KillRun.PrepareAsync(folder.FullName, Rows);
        var (server, address) = await KillProcess.StartServerAsync(folder.File(KillProcess.ServerFile));
        using var running = server;
        var chosen = KillOperation.All
            .Where(operation => only is null || operation.Name == only)
            .SelectMany(operation => operation.IntoCollection
                ? new[] { (operation, "file"), (operation, "server") }
                : [(operation, "file")])
            .ToList();
        Table.Line($"{"operation",-10} {"into",-7} {"kills",6} {"continued",10} {"rounds",7} {"run",8}  result");
        for (var i = 0; i < chosen.Count; i++)
        {
            var (operation, into) = chosen[i];
            // The first operations have one kill more if the number is not divisible.
            var share = (kills / chosen.Count) + (i < kills % chosen.Count ? 1 : 0);
            var target = into == "file" ? KillOperation.FileTarget : address;
            var result = await new KillRun(folder.FullName, target, new Random(Seed + i), i * RoundsOfAnOperation)
                .RunAsync(operation, share, token);
            var verdict = result.Failures.Count == 0 ? "equal, no row twice" : $"{result.Failures.Count} failures";
            var (name, done) = (result.Operation, result.Continued);
            Table.Line($"{name,-10} {into,-7} {result.Kills,6} {done,10} {result.Rounds,7} {result.Seconds,6:F1} s  {verdict}");
            foreach (var failure in result.Failures)
            {
                Table.Line($"  {failure}");
            }
        }
    }
}
