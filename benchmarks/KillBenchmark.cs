using Milvus.Testing.Kills;

namespace Milvus.Benchmarks;

/// <summary>Transfers that are killed at random times and continued by the same line, in equal parts: equal, and no row twice.</summary>
internal static class KillBenchmark
{
    private const int Rows = 20_000;
    private const int Seed = 14;

    public static async Task RunAsync(int kills, string? only, CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        await KillRun.PrepareAsync(folder.FullName, Rows);
        var (server, address) = await KillProcess.StartServerAsync(folder.File("target.db"));
        using var running = server;
        var chosen = KillOperation.All.Where(operation => only is null || operation.Name == only).ToList();
        Table.Line($"{"operation",-10} {"kills",6} {"rounds",7} {"run",8}  result");
        for (var i = 0; i < chosen.Count; i++)
        {
            // The first operations have one kill more if the number is not divisible.
            var share = (kills / chosen.Count) + (i < kills % chosen.Count ? 1 : 0);
            if (!await KillRun.HasAsync(chosen[i]))
            {
                Table.Line($"{chosen[i].Name,-10} {0,6} {0,7} {"",8}  the module does not have {chosen[i].Cmdlet} {chosen[i].Parameter}");
                continue;
            }

            var result = await new KillRun(folder.FullName, address, new Random(Seed + i)).RunAsync(chosen[i], share, token);
            var verdict = result.Failures.Count == 0 ? "equal, no row twice" : $"{result.Failures.Count} failures";
            Table.Line($"{result.Operation,-10} {result.Kills,6} {result.Rounds,7} {result.Seconds,6:F1} s  {verdict}");
            foreach (var failure in result.Failures)
            {
                Table.Line($"  {failure}");
            }
        }
    }
}
