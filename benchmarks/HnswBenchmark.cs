using System.Diagnostics;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Index;
using Milvus.Embedded.Index.Hnsw;
using Milvus.Embedded.Vectors;
using Milvus.Tests.Index;

namespace Milvus.Benchmarks;

/// <summary>
/// The graph on real embeddings: recall@10 against brute force, build time, and queries per second of one thread.
/// </summary>
internal static class HnswBenchmark
{
    private const int K = 10;
    private static readonly int[] _efs = [10, 32, 64, 128];

    public static async Task RunAsync(CancellationToken token)
    {
        var data = WordNet.Read();
        var column = new VectorColumn("vector", Protocol.DataType.FloatVector, WordNet.Dim, false);
        column.Append(System.Runtime.InteropServices.MemoryMarshal.AsBytes(data.Rows.AsSpan()));
        var space = VectorSpace.Of(column, DistanceMetric.Cosine);
        var parameters = HnswParameters.Default;
        var index = new HnswIndex(space, parameters);
        var clock = Stopwatch.StartNew();
        index.Add(0, column.Count, Environment.ProcessorCount, null, token);
        var (m, construction, threads) = (parameters.M, parameters.EfConstruction, Environment.ProcessorCount);
        Table.Line(
            $"WordNet {column.Count:N0} x {WordNet.Dim}, COSINE, M {m}, efConstruction {construction}, build on {threads} threads");
        Table.Line($"engine  build {clock.Elapsed.TotalSeconds:F2} s");
        foreach (var ef in _efs)
        {
            Report(
                $"ef {ef,-4}",
                data,
                (query, hits) => index.Search(query, column.Count, new SearchParameters { Ef = ef }, null, hits, token));
        }

        Report("default", data, (query, hits) => index.Search(query, column.Count, SearchParameters.Default, null, hits, token));
        Report("flat   ", data, (query, hits) => BruteForce.Search(space, query, 0, column.Count, null, hits, token));
        await PeerPython.RunAsync(
            "hnsw_faiss.py",
            [WordNet.Folder!, $"{parameters.M}", $"{parameters.EfConstruction}", $"{Environment.ProcessorCount}", string.Join(',', _efs)],
            token);
    }

    private delegate void Search(ReadOnlySpan<byte> query, TopK hits);

    private static void Report(string name, WordNet data, Search search)
    {
        var found = 0;
        // The first pass warms up, the second is measured.
        for (var query = 0; query < data.QueryCount; query++)
        {
            search(data.Query(query), new TopK(K));
        }

        var clock = Stopwatch.StartNew();
        var hits = new TopK[data.QueryCount];
        for (var query = 0; query < hits.Length; query++)
        {
            search(data.Query(query), hits[query] = new TopK(K));
        }

        var seconds = clock.Elapsed.TotalSeconds;
        for (var query = 0; query < hits.Length; query++)
        {
            found += hits[query].ToSorted().Select(hit => hit.Row).Intersect(data.Nearest(query, K)).Count();
        }

        Table.Line($"engine  {name}  recall@10 {(double)found / (K * hits.Length):F4}  {hits.Length / seconds,8:F0} queries/s");
    }
}
