using System.Diagnostics;
using System.Runtime.InteropServices;
using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;

namespace Milvus.Benchmarks;

/// <summary>
/// The longest time of a write to one collection while another collection of a given size on disk is loaded, first searched and exported.
/// The writer inserts single rows into the same file.
/// </summary>
internal static class LocksBenchmark
{
    private const string Large = "large";
    private const string Small = "small";
    private const int Dim = 768;
    private const int BatchRows = 2000;

    public static async Task RunAsync(int megabytes, CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("locks.db");
        await FillAsync(path, megabytes, token);
        Table.Line($"file           {new FileInfo(path).Length / 1e6,8:F0} MB");
        await MeasureAsync("nothing else", path, _ => Task.Delay(3000, token), token);
        await MeasureAsync("first search", path, client => SearchAsync(client, Large, 10, token), token);
        await MeasureAsync("export", path, client => ExportAsync(client, token), token);
        await MeasureAsync("read in", path, client => LoadAsync(client, token), token);
    }

    private static async Task FillAsync(string path, int megabytes, CancellationToken token)
    {
        await using var client = await EmbeddedWordNet.OpenAsync(path, token);
        foreach (var name in (string[])[Large, Small])
        {
            await client.CreateCollectionAsync(
                CallContext.Default,
                new Collection
                {
                    Name = name,
                    Field =
                    [
                        new Field { Name = "id", Type = DataType.Int64, PrimaryKey = true },
                        new Field { Name = "vector", Type = DataType.FloatVector, Dimension = Dim },
                    ],
                },
                token);
            await client.CreateIndexAsync(
                CallContext.Default,
                name,
                new IndexParameter { Field = "vector", IndexType = "FLAT", MetricType = "L2" },
                token);
            await client.LoadCollectionAsync(CallContext.Default, name, new LoadOptions(), token);
            await client.WaitForLoadAsync(CallContext.Default, name, false, null, token);
        }

        await client.ReleaseCollectionAsync(CallContext.Default, Large, token);
        var random = new Random(1);
        var batch = new RowBatch(await client.GetSchemaAsync(CallContext.Default, Large, token));
        var rows = (int)(megabytes * 1_000_000L / (Dim * sizeof(float)));
        for (var row = 0; row < rows; row++)
        {
            var vector = new float[Dim];
            random.NextBytes(MemoryMarshal.AsBytes(vector.AsSpan()));
            for (var i = 0; i < Dim; i++)
            {
                vector[i] = float.IsFinite(vector[i]) ? vector[i] % 1 : 0;
            }

            batch.Add([new("id", (long)row), new("vector", vector)]);
            if (batch.Count == BatchRows || row == rows - 1)
            {
                await client.InsertAsync(CallContext.Default, Large, null, batch, token);
                batch.Clear();
            }
        }

        await client.LoadCollectionAsync(CallContext.Default, Large, new LoadOptions(), token);
        await client.WaitForLoadAsync(CallContext.Default, Large, false, null, token);
    }

    private static async Task MeasureAsync(string what, string path, Func<MilvusClient, Task> work, CancellationToken token)
    {
        // The memory of the database that was closed before is returned first: the system stops all threads while it takes it back.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        await using var client = await EmbeddedWordNet.OpenAsync(path, token);
        var batch = new RowBatch(await client.GetSchemaAsync(CallContext.Default, Small, token));
        batch.Add([new("id", 1L), new("vector", new float[Dim])]);
        // The first write compiles the code. The first search reads the small collection in, because its own writers wait for that.
        await client.InsertAsync(CallContext.Default, Small, null, batch, token);
        await SearchAsync(client, Small, 1, token);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(token);
        var writer = Task.Run(
            async () =>
            {
                var times = new List<double>();
                while (!done.IsCancellationRequested)
                {
                    var began = Stopwatch.GetTimestamp();
                    await client.InsertAsync(CallContext.Default, Small, null, batch, token);
                    times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                }

                times.Sort();
                return times;
            },
            token);
        var clock = Stopwatch.StartNew();
        await work(client);
        var seconds = clock.Elapsed.TotalSeconds;
        await done.CancelAsync();
        var times = await writer;
        var (median, longest) = (times[times.Count / 2], times[^1]);
        Table.Line($"{what,-14} {seconds,6:F2} s  {times.Count,6:N0} writes  median {median,6:F2} ms  longest {longest,7:F1} ms");
    }

    private static async Task SearchAsync(MilvusClient client, string collection, int limit, CancellationToken token)
    {
        var query = new VectorQuery { Vectors = [new float[Dim]], Limit = limit };
        var hits = await client.SearchAsync(CallContext.Default, collection, query, token);
        if (hits.Count != limit)
        {
            throw new InvalidDataException($"{hits.Count} hits instead of {limit}");
        }
    }

    private static async Task ExportAsync(MilvusClient client, CancellationToken token)
    {
        var request = new QueryRequest { OutputFields = ["id", "vector"], PageSize = 1000 };
        await foreach (var page in client.QueryAsync(CallContext.Default, Large, request, token))
        {
            token.ThrowIfCancellationRequested();
        }
    }

    private static async Task LoadAsync(MilvusClient client, CancellationToken token)
    {
        await client.ReleaseCollectionAsync(CallContext.Default, Large, token);
        await client.LoadCollectionAsync(CallContext.Default, Large, new LoadOptions(), token);
        await client.WaitForLoadAsync(CallContext.Default, Large, false, null, token);
    }
}
