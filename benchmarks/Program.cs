using System.Globalization;
using Milvus.Benchmarks;

var benchmarks = new (string Name, string What, Func<CancellationToken, Task> Run)[]
{
    ("hnsw", "recall, build and search on WordNet, compared with faiss", HnswBenchmark.RunAsync),
    ("codes", "graphs over 8-bit codes on WordNet, compared with faiss", CodesBenchmark.RunAsync),
    (
        "filtered",
        "filtered searches on WordNet, compared with all kept rows and with a walk",
        token =>
        {
            FilteredSearchBenchmark.Run(token);
            return Task.CompletedTask;
        }
    ),
    ("insert", "durable inserts into a file, compared with Milvus Lite", InsertBenchmark.RunAsync),
    ("reopen", "from opening a file with 24,000 vectors to the first search", ReopenBenchmark.RunAsync),
    ("million", "a collection of 1,000,000 vectors with 128 elements", MillionBenchmark.RunAsync),
    ("filter", "filters over 500,000 rows without and with scalar indexes, compared with Milvus Lite", FilterBenchmark.RunAsync),
    ("pages", "reading rows page by page in collections of several sizes", PagesBenchmark.RunAsync),
    (
        "locks",
        "how long writers wait while another collection is loaded, searched and exported; optional size in MB, default 1000",
        token => LocksBenchmark.RunAsync(args is [_, var size] ? int.Parse(size, CultureInfo.InvariantCulture) : 1000, token)
    ),
    (
        "kills",
        "transfers that are killed and continued; optional number of kills, default 100, and name of a transfer",
        token => KillBenchmark.RunAsync(
            args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100,
            args.ElementAtOrDefault(2),
            token)
    ),
    (
        "import",
        "importing JSON lines and Parquet, compared with Python and Milvus Lite; optional rows and dimension, default 1000000 128",
        token => ImportBenchmark.RunAsync(Number(1, 1_000_000), Number(2, 128), token)
    ),
    (
        "scale",
        "bytes, processor time, memory and disk of rows, for docs/scale.md; optional number of rows, default 100,000",
        token => ScaleBenchmark.RunAsync(args is [_, var rows] ? int.Parse(rows, CultureInfo.InvariantCulture) : 100_000, token)
    ),
    (
        "transfer-memory",
        "peak memory and rate of importing and exporting files; optional rows, dimension and formats, default 1000000 768 parquet",
        token => TransferMemoryBenchmark.RunAsync(
            Number(1, 1_000_000), Number(2, 768), args.Length > 3 ? args[3..] : ["parquet"], token)
    ),
    ("startup", "a whole process to its first answer, compared with Python, pymilvus and Milvus Lite", StartupBenchmark.RunAsync),
    (
        "peers",
        "reads, searches and inserts of the cmdlets in pwsh, compared with pymilvus on a Milvus server; optional rows, default 24000",
        token => PeerCallsBenchmark.RunAsync(Number(1, 24_000), token)
    ),
    ("client-list", "listing indexes, compared with the generated stub, on a Milvus server", ClientBenchmarks.ListAsync),
    (
        "copy",
        "copying from the engine to a Milvus server, compared with bare inserts; optional rows and dimension, default 1000000 128",
        token => TransferBenchmark.CopyAsync(Number(1, 1_000_000), Number(2, 128), token)
    ),
    (
        "verify",
        "comparing every value of a copy on a Milvus server, compared with reading both; optional rows and dimension",
        token => TransferBenchmark.VerifyAsync(Number(1, 1_000_000), Number(2, 128), token)
    ),
    (
        "losses",
        "injected losses that -Verify Full finds; optional number, default 100",
        token => LossBenchmark.RunAsync(Number(1, 100), token)),
    ("client-insert", "inserting WordNet, compared with pymilvus, on a Milvus server", ClientBenchmarks.InsertAsync),
};

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
var asked = args is [var name, ..] ? benchmarks.FirstOrDefault(benchmark => benchmark.Name == name) : default;
if (asked.Run is null)
{
    await Console.Error.WriteLineAsync("dotnet run -c Release --project benchmarks -- NAME");
    foreach (var benchmark in benchmarks)
    {
        await Console.Error.WriteLineAsync($"  {benchmark.Name,-14} {benchmark.What}");
    }

    return 2;
}

await asked.Run(stop.Token);
return 0;

int Number(int place, int otherwise) => args.Length > place ? int.Parse(args[place], CultureInfo.InvariantCulture) : otherwise;
