using System.Diagnostics;
using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;
using Milvus.Transfers;

namespace Milvus.Benchmarks;

/// <summary>
/// Copies a collection from an embedded database to the server at MILVUS_URI, in the units of Copy-MilvusCollection, and verifies it.
/// </summary>
internal static class TransferBenchmark
{
    private const string Name = "transfer";
    private const int BatchRows = 10_000;
    private const int Parallel = 4;
    private const int Rounds = 3;
    private const int VerifyRounds = 7;

    /// <summary>
    /// The rate of a copy, and that of inserts of rows that are already converted. They alternate, and the best round of each counts,
    /// because other processes disturb both.
    /// </summary>
    public static Task CopyAsync(int rows, int dim, CancellationToken token) => WithSidesAsync(rows, dim, async (source, target, _) =>
    {
        var (inserts, copies) = (0.0, 0.0);
        for (var round = 1; round <= Rounds; round++)
        {
            var (inserted, insertCpu) = await MeasureAsync(rows, () => InsertAsync(target, rows, dim, token));
            var (copied, copyCpu) = await MeasureAsync(rows, () => CopyOnceAsync(source, target, rows, dim, token));
            Table.Line($"round {round}: bare inserts {inserted,8:F0} rows/s, {insertCpu:F1} CPU-seconds a million rows, engine included");
            Table.Line($"round {round}: copy         {copied,8:F0} rows/s, {copyCpu:F1} CPU-seconds a million rows");
            (inserts, copies) = (Math.Max(inserts, inserted), Math.Max(copies, copied));
        }

        Table.Line($"ratio of the best rounds {copies / inserts:F2}  (goal: at least 0.8), {Parallel} requests at a time");
    }, token);

    /// <summary>The time of a comparison of every value, and that of reading both sides.</summary>
    public static Task VerifyAsync(int rows, int dim, CancellationToken token) =>
        WithSidesAsync(
            rows,
            dim,
            async (source, target, ledger) =>
            {
                await RunCopyAsync(source, target, rows, ledger, token);
                await IndexAsync(target.Client, target.Schema.Name, token);
                await source.BeginAsync(token);
                await target.BeginAsync(token);
                var units = ledger.Units.Select(unit => new TransferUnit(unit)).ToList();
                var ratios = new List<double>();
                for (var round = 1; round <= VerifyRounds; round++)
                {
                    var clock = Stopwatch.StartNew();
                    await System.Threading.Tasks.Parallel.ForEachAsync(
                        units,
                        new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = token },
                        async (unit, stop) =>
                            await Task.WhenAll(
                                Task.Run(() => ReadAsync(source, unit.Range, stop), stop),
                                Task.Run(() => ReadAsync(target, unit.Range, stop), stop)));
                    var reading = clock.Elapsed.TotalSeconds;
                    clock.Restart();
                    var check = new TransferCheck(source, target, [null], rows, ledger, new TransferTally(new Silence()));
                    await check.RunAsync(TransferVerification.Full, 2, token);
                    var verifying = clock.Elapsed.TotalSeconds;
                    ratios.Add(verifying / reading);
                    Table.Line($"round {round}: reading both {reading:F2} s, verifying {verifying:F2} s, ratio {ratios[^1]:F2}");
                }

                ratios.Sort();
                Table.Line($"median ratio {ratios[VerifyRounds / 2]:F2}  (goal: at most 1.3)");
            },
            token);

    private static async Task WithSidesAsync(
        int rows,
        int dim,
        Func<TransferSide, TransferSide, TransferLedger, Task> run,
        CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        await using var engine = await EmbeddedWordNet.OpenAsync(folder.File("source.db"), token);
        await using var server = await ClientBenchmarks.ConnectAsync(token);
        var name = $"bench_{Guid.NewGuid():N}"[..24];
        Table.Line($"{rows:N0} x {dim} from the engine to {server.Address}");
        var source = await CreateAsync(engine, Name, dim, token);
        await FillAsync(engine, source, rows, dim, token);
        await IndexAsync(engine, Name, token);
        var target = await CreateAsync(server, name, dim, token);
        try
        {
            using var ledger = TransferLedger.Open(folder.File("transfer.ledger"), new TransferPlan("copy", ("source", Name)));
            await run(
                new TransferSide(engine, CallContext.Default, source, BatchRows),
                new TransferSide(server, CallContext.Default, target, BatchRows),
                ledger);
        }
        finally
        {
            await DropAsync(server, name);
        }
    }

    private static async Task RunCopyAsync(
        TransferSide source,
        TransferSide target,
        int rows,
        TransferLedger ledger,
        CancellationToken token)
    {
        await source.BeginAsync(token);
        var writer = new PageWriter(target, new HashSet<string>());
        var tally = new TransferTally(new Silence());
        await new UnitCopy(source, target, writer, ledger, tally)
            .RunAsync(new UnitPlanning(source, ledger, [null]).PlanAsync(token), Parallel, token);
        if (tally.Acknowledged != rows)
        {
            throw new InvalidOperationException($"{tally.Acknowledged} of {rows} rows were copied");
        }
    }

    private static async Task<(double Rate, double Cpu)> MeasureAsync(int rows, Func<Task<TimeSpan>> run)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var time = await run();
        process.Refresh();
        return (rows / time.TotalSeconds, (process.TotalProcessorTime - before).TotalSeconds * 1e6 / rows);
    }

    private static async Task<TimeSpan> CopyOnceAsync(TransferSide source, TransferSide target, int rows, int dim, CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        var schema = await CreateAsync(target.Client, $"{target.Schema.Name}_copy", dim, token);
        try
        {
            using var ledger = TransferLedger.Open(folder.File("transfer.ledger"), new TransferPlan("copy", ("source", Name)));
            var clock = Stopwatch.StartNew();
            await RunCopyAsync(source, new TransferSide(target.Client, CallContext.Default, schema, BatchRows), rows, ledger, token);
            return clock.Elapsed;
        }
        finally
        {
            await DropAsync(target.Client, schema.Name);
        }
    }

    // Into a collection of its own: the target of the copy stays empty.
    private static async Task<TimeSpan> InsertAsync(TransferSide target, int rows, int dim, CancellationToken token)
    {
        var name = $"{target.Schema.Name}_bare";
        var schema = await CreateAsync(target.Client, name, dim, token);
        try
        {
            var batches = Enumerable.Range(0, Parallel).Select(worker => CreateBatch(schema, worker * BatchRows, BatchRows, dim)).ToArray();
            var clock = Stopwatch.StartNew();
            await Task.WhenAll(batches.Select(batch => Task.Run(async () =>
            {
                for (var sent = 0; sent < rows / Parallel; sent += BatchRows)
                {
                    await target.Client.InsertAsync(CallContext.Default, name, null, batch, token);
                }
            }, token)));
            return clock.Elapsed;
        }
        finally
        {
            await DropAsync(target.Client, name);
        }
    }

    private static async Task ReadAsync(TransferSide side, TransferRange range, CancellationToken token)
    {
        await foreach (var page in side.ReadAsync(range, keysOnly: false, token))
        {
            _ = page.Count;
        }
    }

    private static async Task<Collection> CreateAsync(MilvusClient client, string name, int dim, CancellationToken token)
    {
        var definition = new Collection
        {
            Name = name,
            Field =
            [
                new Field { Name = "id", Type = DataType.Int64, PrimaryKey = true },
                new Field { Name = "vector", Type = DataType.FloatVector, Dimension = dim },
            ],
        };
        await client.CreateCollectionAsync(CallContext.Default, definition, token);
        return await client.DescribeCollectionAsync(CallContext.Default, name, token);
    }

    private static async Task FillAsync(MilvusClient client, Collection schema, int rows, int dim, CancellationToken token)
    {
        for (var row = 0; row < rows; row += BatchRows)
        {
            var batch = CreateBatch(schema, row, Math.Min(BatchRows, rows - row), dim);
            await client.InsertAsync(CallContext.Default, schema.Name, null, batch, token);
        }
    }

    private static RowBatch CreateBatch(Collection schema, int first, int count, int dim)
    {
        var random = new Random(first);
        var batch = new RowBatch(schema);
        for (var row = first; row < first + count; row++)
        {
            var vector = new float[dim];
            for (var i = 0; i < dim; i++)
            {
                vector[i] = random.NextSingle();
            }

            batch.Add([new("id", (long)row), new("vector", vector)]);
        }

        return batch;
    }

    // Milvus 2.3.5 panics ("send on closed channel") when a collection is dropped while one of its segments is flushed.
    private static async Task DropAsync(MilvusClient client, string name)
    {
        var started = await client.StartFlushAsync(CallContext.Default, name, CancellationToken.None);
        await client.WaitForFlushAsync(CallContext.Default, started, null, CancellationToken.None);
        await client.DropCollectionAsync(CallContext.Default, name, CancellationToken.None);
    }

    private static async Task IndexAsync(MilvusClient client, string name, CancellationToken token)
    {
        var index = new IndexParameter { Field = "vector", IndexType = "FLAT", MetricType = "L2" };
        await client.CreateIndexAsync(CallContext.Default, name, index, token);
        await client.LoadCollectionAsync(CallContext.Default, name, new LoadOptions(), token);
        await client.WaitForLoadAsync(CallContext.Default, name, false, null, token);
    }

    private sealed class Silence : IProgress<WaitProgress>
    {
        public void Report(WaitProgress value)
        {
            // The benchmark prints the result only.
        }
    }
}
