using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Index;
using Milvus.Embedded.Vectors;

namespace Milvus.Benchmarks;

/// <summary>
/// A collection of a million vectors in a file, through the client: inserts, the build of the graph, memory, searches without and with a
/// filter that matches 1 % of the rows (recall@10 against brute force), and reopening. The vectors are clustered, like embeddings.
/// </summary>
internal static class MillionBenchmark
{
    private const string Name = "million";
    private const int Rows = 1_000_000;
    private const int Dim = 128;
    private const int Clusters = 5000;
    private const int BatchRows = 10_000;
    private const int Queries = 200;
    private const int K = 10;
    private const int Buckets = 100;
    private const int Bucket = 7;

    public static async Task RunAsync(CancellationToken token)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("million.db");
        var random = new Random(7);
        var centres = Gaussian(random, Clusters * Dim, 1);
        var queries = Enumerable.Range(0, Queries).Select(_ => Near(random, centres)).ToArray();
        int[][] all, few;
        await using (var client = await EmbeddedWordNet.OpenAsync(path, token))
        {
            // The copy of the vectors for the brute-force search is released before memory is measured.
            (all, few) = await FillAsync(client, random, centres, queries, path, token);
            await BuildAsync(client, token);
            GC.Collect();
            Table.Line($"process        {Environment.WorkingSet / 1e6,8:F0} MB beside {Rows * Dim * 4L / 1e6:F0} MB of vectors");
            foreach (var ef in new[] { 64, 128, 256 })
            {
                await SearchAsync(client, queries, all, ef, null, token);
                await SearchAsync(client, queries, few, ef, $"bucket == {Bucket}", token);
            }
        }

        Table.Line($"file           {new FileInfo(path).Length / 1e6,8:F0} MB");
        var clock = Stopwatch.StartNew();
        await using var reopened = await EmbeddedWordNet.OpenAsync(path, token);
        await reopened.SearchAsync(CallContext.Default, Name, new VectorQuery { Vectors = [queries[0]], Limit = K }, token);
        Table.Line($"opened again, to the first search {clock.Elapsed.TotalSeconds:F2} s");
    }

    private static async Task<(int[][] All, int[][] Few)> FillAsync(
        MilvusClient client,
        Random random,
        float[] centres,
        float[][] queries,
        string path,
        CancellationToken token)
    {
        await client.CreateCollectionAsync(
            CallContext.Default,
            new Collection
            {
                Name = Name,
                Field =
                [
                    new Field { Name = "id", Type = DataType.Int64, PrimaryKey = true },
                    new Field { Name = "bucket", Type = DataType.Int64 },
                    new Field { Name = "vector", Type = DataType.FloatVector, Dimension = Dim },
                ],
            },
            token);
        var batch = new RowBatch(await client.GetSchemaAsync(CallContext.Default, Name, token));
        var column = new VectorColumn("vector", Protocol.DataType.FloatVector, Dim, false);
        var clock = new Stopwatch();
        for (var row = 0; row < Rows; row++)
        {
            var vector = Near(random, centres);
            column.Append(MemoryMarshal.AsBytes(vector.AsSpan()));
            clock.Start();
            batch.Add([new("id", (long)row), new("bucket", (long)(row % Buckets)), new("vector", vector)]);
            if (batch.Count == BatchRows)
            {
                await client.InsertAsync(CallContext.Default, Name, null, batch, token);
                batch.Clear();
            }

            clock.Stop();
        }

        var seconds = clock.Elapsed.TotalSeconds;
        Table.Line($"insert         {seconds,8:F1} s, {Rows / seconds:F0} rows/s in requests of {BatchRows:N0}");
        var space = VectorSpace.Of(column, DistanceMetric.L2);
        var kept = new RowBitmap(Rows);
        for (var row = Bucket; row < Rows; row += Buckets)
        {
            kept.Set(row);
        }

        return (Array.ConvertAll(queries, query => Nearest(space, query, null, token)),
            Array.ConvertAll(queries, query => Nearest(space, query, kept, token)));
    }

    private static async Task BuildAsync(MilvusClient client, CancellationToken token)
    {
        await client.CreateIndexAsync(
            CallContext.Default,
            Name,
            new IndexParameter
            {
                Field = "vector",
                IndexType = "HNSW",
                MetricType = "L2",
            },
            token);
        var clock = Stopwatch.StartNew();
        await client.LoadCollectionAsync(CallContext.Default, Name, new LoadOptions(), token);
        await client.WaitForLoadAsync(CallContext.Default, Name, false, null, token);
        Table.Line($"load           {clock.Elapsed.TotalSeconds,8:F1} s");
        clock.Restart();
        await client.WaitForIndexAsync(CallContext.Default, Name, "vector", null, null, token);
        var seconds = clock.Elapsed.TotalSeconds;
        Table.Line($"graph          {seconds,8:F1} s on {Environment.ProcessorCount} threads, {Rows / seconds:F0} rows/s");
    }

    private static async Task SearchAsync(
        MilvusClient client,
        float[][] queries,
        int[][] truth,
        int ef,
        string? filter,
        CancellationToken token)
    {
        var right = 0;
        var times = new double[queries.Length];
        for (var i = 0; i < queries.Length; i++)
        {
            var clock = Stopwatch.StartNew();
            var hits = await client.SearchAsync(
                CallContext.Default,
                Name,
                new VectorQuery
                {
                    Vectors = [queries[i]],
                    Limit = K,
                    Filter = filter,
                    Parameters = new Dictionary<string, object?> { ["ef"] = ef },
                },
                token);
            times[i] = clock.Elapsed.TotalMilliseconds;
            right += hits.Select(hit => Convert.ToInt32(hit.Id, CultureInfo.InvariantCulture)).Intersect(truth[i]).Count();
        }

        Array.Sort(times);
        var (recall, median) = ((double)right / (K * queries.Length), times[times.Length / 2]);
        Table.Line($"ef {ef,-4} {filter ?? "no filter",-12} recall@10 {recall:F4}  median {median,6:F2} ms a search");
    }

    private static int[] Nearest(VectorSpace space, float[] query, RowBitmap? kept, CancellationToken token)
    {
        var hits = new TopK(K);
        BruteForce.Search(space, MemoryMarshal.AsBytes(query.AsSpan()), 0, Rows, kept, hits, token);
        return Array.ConvertAll(hits.ToSorted(), hit => hit.Row);
    }

    private static float[] Near(Random random, float[] centres)
    {
        var vector = Gaussian(random, Dim, 0.6);
        var centre = random.Next(Clusters) * Dim;
        for (var i = 0; i < Dim; i++)
        {
            vector[i] += centres[centre + i];
        }

        return vector;
    }

    private static float[] Gaussian(Random random, int count, double scale)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = (float)(scale * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        }

        return values;
    }
}
