using System.Diagnostics;
using System.Runtime.InteropServices;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Index;
using Milvus.Embedded.Index.Hnsw;
using Milvus.Embedded.Vectors;

namespace Milvus.Benchmarks;

/// <summary>
/// A graph over a million vectors: clustered, as embeddings are. Build time, memory, recall@10 against brute force, and saving and
/// reading the graph.
/// </summary>
internal static class MillionBenchmark
{
    private const int Rows = 1_000_000;
    private const int Dim = 128;
    private const int Clusters = 5000;
    private const int Queries = 200;
    private const int K = 10;

    public static Task RunAsync(CancellationToken token)
    {
        var random = new Random(7);
        var centres = Gaussian(random, Clusters * Dim, 1);
        var column = new VectorColumn("vector", Protocol.DataType.FloatVector, Dim, false);
        for (var row = 0; row < Rows; row++)
        {
            column.Append(MemoryMarshal.AsBytes(Near(random, centres).AsSpan()));
        }
        var space = VectorSpace.Of(column, DistanceMetric.L2);
        var before = GC.GetTotalMemory(true);
        var index = new HnswIndex(space, HnswParameters.Default);
        var clock = Stopwatch.StartNew();
        index.Add(0, Rows, Environment.ProcessorCount, new Progress(clock), token);
        Table.Line($"build {clock.Elapsed.TotalSeconds:F0} s on {Environment.ProcessorCount} threads, {Rows / clock.Elapsed.TotalSeconds:F0} rows/s");
        Table.Line($"graph {(GC.GetTotalMemory(true) - before) / 1e6:F0} MB beside {Rows * Dim * 4L / 1e6:F0} MB of vectors");
        var queries = Enumerable.Range(0, Queries).Select(_ => Near(random, centres)).ToArray();
        var truth = Array.ConvertAll(queries, query => Search(query, (bytes, hits) => BruteForce.Search(space, bytes, 0, Rows, null, hits, token)));
        foreach (var ef in new[] { 32, 64, 128, 256 })
        {
            var parameters = new SearchParameters { Ef = ef };
            clock.Restart();
            var found = Array.ConvertAll(queries, query => Search(query, (bytes, hits) => index.Search(bytes, Rows, parameters, null, hits, token)));
            var seconds = clock.Elapsed.TotalSeconds;
            var right = found.Zip(truth, (hits, exact) => hits.Intersect(exact).Count()).Sum();
            Table.Line($"ef {ef,-4} recall@10 {(double)right / (K * Queries):F4}  {Queries / seconds,8:F0} queries/s");
        }
        var file = Path.GetTempFileName();
        try
        {
            clock.Restart();
            using (var stream = File.Create(file))
            {
                index.Save(stream);
            }
            Table.Line($"save {clock.Elapsed.TotalSeconds:F2} s, {new FileInfo(file).Length / 1e6:F0} MB");
            clock.Restart();
            using (var stream = File.OpenRead(file))
            {
                HnswIndex.Load(space, HnswParameters.Default, stream);
            }
            Table.Line($"load {clock.Elapsed.TotalSeconds:F2} s");
        }
        finally
        {
            File.Delete(file);
        }
        return Task.CompletedTask;
    }

    private delegate void Searching(ReadOnlySpan<byte> query, TopK hits);

    private static int[] Search(float[] query, Searching search)
    {
        var hits = new TopK(K);
        search(MemoryMarshal.AsBytes(query.AsSpan()), hits);
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

    private sealed class Progress(Stopwatch clock) : IProgress<int>
    {
        private const int Every = 100_000;
        private int _next = Every;

        public void Report(int value)
        {
            if (value >= _next)
            {
                Table.Line($"{value,9:N0} rows  {clock.Elapsed.TotalSeconds,6:F0} s");
                _next += Every;
            }
        }
    }
}
