using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;
using Milvus.Testing.Kills;

namespace Milvus.Benchmarks;

/// <summary>
/// The constants of docs/scale.md: what a row costs on the wire, in the client, and in memory and on disk of the engine, for several
/// dimensions. The engine runs in a process of its own, so its memory is not that of the client.
/// </summary>
internal static class ScaleBenchmark
{
    private const int BatchRows = 5000;
    private const double Million = 1e6;
    private const string Collection = "rows";

    private static readonly int[] _dimensions = [128, 384, 768];

    public static async Task RunAsync(int rows, CancellationToken token)
    {
        Table.Line($"{rows:N0} rows with a key, a text of 20 characters and a vector; figures a million rows");
        Table.Line(
            $"{"dim",5} {"bytes a row",12} {"client CPU",11} {"insert",9} {"disk",10} {"memory",10} {"with HNSW",11} {"build",8}");
        foreach (var dimension in _dimensions)
        {
            await MeasureAsync(rows, dimension, token);
        }
    }

    private static async Task MeasureAsync(int rows, int dimension, CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        var (server, address) = await KillProcess.StartServerAsync(folder.File("scale.db"));
        using var running = server;
        var options = new ConnectOptions { Uri = new Uri(address), TracePath = folder.File("trace.jsonl") };
        var (cpu, wall) = (TimeSpan.Zero, 0.0);
        double empty, full, indexed, build;
        await using (var client = await MilvusClient.ConnectAsync(options, CallContext.Default, token))
        {
            await CreateAsync(client, dimension, token);
            empty = server.Memory;
            var schema = await client.GetSchemaAsync(CallContext.Default, Collection, token);
            for (var first = 0; first < rows; first += BatchRows)
            {
                var vectors = CreateVectors(first, dimension);
                var (before, started) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
                await client.InsertAsync(CallContext.Default, Collection, null, CreateBatch(schema, first, vectors), token);
                cpu += Environment.CpuUsage.TotalTime - before;
                wall += Stopwatch.GetElapsedTime(started).TotalSeconds;
            }

            // A search loads all rows.
            await client.CreateIndexAsync(CallContext.Default, Collection, Index("FLAT"), token);
            await LoadAsync(client, token);
            full = server.Memory;
            await client.ReleaseCollectionAsync(CallContext.Default, Collection, token);
            await client.DropIndexAsync(CallContext.Default, Collection, "vector", token);
            var clock = Stopwatch.StartNew();
            await client.CreateIndexAsync(CallContext.Default, Collection, Index("HNSW"), token);
            await client.WaitForIndexAsync(CallContext.Default, Collection, null, null, null, token);
            build = clock.Elapsed.TotalSeconds;
            await LoadAsync(client, token);
            indexed = server.Memory;
        }

        var scale = Million / rows;
        var disk = Directory.GetFiles(folder.FullName, "scale.db*").Sum(file => new FileInfo(file).Length);
        var sent = CountSent(folder.File("trace.jsonl"));
        var (disks, memory, withIndex) = (Gigabytes(disk), Gigabytes(full - empty), Gigabytes(indexed - empty));
        var (bytes, seconds) = (sent / (double)rows, cpu.TotalSeconds * scale);
        var (insert, built) = (wall * scale, build * scale);
        FormattableString sizes = $"{disks,7:F2} GB {memory,7:F2} GB {withIndex,8:F2} GB";
        var size = sizes.ToString(CultureInfo.InvariantCulture);
        Table.Line($"{dimension,5} {bytes,12:F0} {seconds,9:F1} s {insert,7:F0} s {size} {built,6:F0} s");

        double Gigabytes(double bytes) => bytes * scale / 1e9;
    }

    private static Task CreateAsync(MilvusClient client, int dimension, CancellationToken token) => client.CreateCollectionAsync(
        CallContext.Default,
        new Collection
        {
            Name = Collection,
            Field =
            [
                new Field { Name = "id", Type = DataType.Int64, PrimaryKey = true },
                new Field { Name = "name", Type = DataType.VarChar, MaxLength = 100 },
                new Field { Name = "vector", Type = DataType.FloatVector, Dimension = dimension },
            ],
        },
        token);

    private static float[][] CreateVectors(int first, int dimension)
    {
        var random = new Random(first);
        return [.. Enumerable.Range(0, BatchRows).Select(_ => Enumerable.Range(0, dimension).Select(_ => random.NextSingle()).ToArray())];
    }

    private static RowBatch CreateBatch(Collection schema, int first, float[][] vectors)
    {
        var batch = new RowBatch(schema);
        for (var i = 0; i < vectors.Length; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"name of row {first + i:00000000}");
            batch.Add([new("id", (long)(first + i)), new("name", name), new("vector", vectors[i])]);
        }

        return batch;
    }

    private static IndexParameter Index(string type) => new() { Field = "vector", Name = "vector", IndexType = type, MetricType = "L2" };

    private static async Task LoadAsync(MilvusClient client, CancellationToken token)
    {
        await client.LoadCollectionAsync(CallContext.Default, Collection, new LoadOptions(), token);
        await client.WaitForLoadAsync(CallContext.Default, Collection, refresh: false, null, token);
    }

    // The bytes of the inserts, from the trace of the client.
    private static long CountSent(string trace) => File.ReadLines(trace)
        .Select(line => JsonSerializer.Deserialize<JsonElement>(line))
        .Where(call => call.GetProperty("method").GetString() == "Insert")
        .Sum(call => call.GetProperty("requestBytes").GetInt64());
}
