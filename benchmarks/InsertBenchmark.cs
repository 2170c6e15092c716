using System.Diagnostics;
using Milvus.Tests.Index;

namespace Milvus.Benchmarks;

/// <summary>Durable inserts into a file: the embedded engine through the client, and Milvus Lite through pymilvus.</summary>
internal static class InsertBenchmark
{
    public static async Task RunAsync(CancellationToken token)
    {
        var data = WordNet.Read();
        var rows = data.Rows.Length / WordNet.Dim;
        Table.Line($"insert {rows:N0} x {WordNet.Dim} in requests of {EmbeddedWordNet.BatchRows:N0} rows");
        using var folder = new TemporaryFolder();
        // The first round also compiles the code; pymilvus has two rounds as well.
        for (var round = 1; round <= 2; round++)
        {
            var path = folder.File($"insert{round}.db");
            await using var client = await EmbeddedWordNet.OpenAsync(path, token);
            await EmbeddedWordNet.CreateAsync(client, token);
            var clock = Stopwatch.StartNew();
            await EmbeddedWordNet.InsertAsync(client, data, token);
            var seconds = clock.Elapsed.TotalSeconds;
            Table.Line($"engine       round {round}  {rows / seconds,8:F0} rows/s  {seconds:F2} s");
        }

        await PeerPython.RunAsync("insert_lite.py", [WordNet.Folder!, folder.File("lite"), $"{EmbeddedWordNet.BatchRows}"], token);
    }
}
