using System.Diagnostics;
using System.Runtime.InteropServices;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Index;
using Milvus.Embedded.Index.Hnsw;
using Milvus.Embedded.Vectors;
using Milvus.Tests.Index;

namespace Milvus.Benchmarks;

/// <summary>
/// Graphs over 8-bit codes on real embeddings, beside graphs over floats and beside faiss: recall@10, processor time of a query, and bytes
/// of a vector in memory. Ours and the peers take turns; the table has the medians of the rounds.
/// </summary>
internal static class CodesBenchmark
{
    private const int K = 10;
    private const int Rounds = 7;
    private static readonly int[] _efs = [32, 48, 64, 96];
    private static readonly float[] _refinements = [1, 2, 4];

    public static async Task RunAsync(CancellationToken token)
    {
        if (WordNet.Folder is null)
        {
            Console.WriteLine("not measured: ../shared/data/wordnet does not exist beside the repository");
            return;
        }

        var data = WordNet.Read();
        using var folder = new TemporaryFolder();
        var column = new VectorColumn("vector", Protocol.DataType.FloatVector, WordNet.Dim, false);
        column.Append(MemoryMarshal.AsBytes(data.Rows.AsSpan()));
        var space = VectorSpace.Of(column, DistanceMetric.Cosine);
        var floats = Build(space, column.Count, isCoded: false, token);
        var floatBytes = (floats.MemoryBytes + column.MemoryBytes) / column.Count;
        column.MoveToFile(folder.File("codes.db"));
        var codes = Build(space, column.Count, isCoded: true, token);
        var codeBytes = (codes.MemoryBytes + column.MemoryBytes) / column.Count;
        Table.Line($"WordNet {column.Count:N0} x {WordNet.Dim}, COSINE, M 16, efConstruction 200, one thread, median of {Rounds}");

        var cases = new List<Case>();
        foreach (var ef in _efs)
        {
            cases.Add(new Case($"engine HNSW     ef {ef,-3}", floatBytes, floats, new SearchParameters { Ef = ef }));
            foreach (var refinement in _refinements)
            {
                cases.Add(new Case(
                    $"engine HNSW_SQ  ef {ef,-3} refine_k {refinement}",
                    codeBytes,
                    codes,
                    new SearchParameters { Ef = ef, Refinement = refinement }));
            }
        }

        var bestRecall = cases.ToDictionary(one => one, one => MeasureRecall(data, column.Count, one, token));
        var times = cases.ToDictionary(one => one, _ => new List<double>());
        using var peer = PeerPython.Start("codes_faiss.py", [WordNet.Folder, string.Join(',', _efs)]);
        var peers = new Dictionary<string, (double Recall, double Bytes, List<double> Times)>();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var one in cases)
            {
                times[one].Add(MeasureSeconds(data, column.Count, one, token));
            }

            if (peer is not null)
            {
                await ReadRoundAsync(peer, peers, token);
            }
        }

        foreach (var one in cases)
        {
            Print(one.Name, bestRecall[one], Median(times[one]), one.Bytes);
        }

        foreach (var (name, (recall, bytes, seconds)) in peers)
        {
            Print(name, recall, Median(seconds), bytes);
        }
    }

    private static HnswIndex Build(VectorSpace space, int rows, bool isCoded, CancellationToken token)
    {
        var index = new HnswIndex(space, HnswParameters.Default, isCoded);
        index.Add(0, rows, Environment.ProcessorCount, null, token);
        return index;
    }

    private static double MeasureRecall(WordNet data, int rows, Case one, CancellationToken token)
    {
        var found = 0;
        for (var query = 0; query < data.QueryCount; query++)
        {
            var hits = new TopK(K);
            one.Index.Search(data.Query(query), rows, one.Parameters, null, hits, token);
            found += hits.ToSorted().Select(hit => hit.Row).Intersect(data.Nearest(query, K)).Count();
        }

        return (double)found / (K * data.QueryCount);
    }

    private static double MeasureSeconds(WordNet data, int rows, Case one, CancellationToken token)
    {
        var before = Environment.CpuUsage.TotalTime;
        for (var query = 0; query < data.QueryCount; query++)
        {
            one.Index.Search(data.Query(query), rows, one.Parameters, null, new TopK(K), token);
        }

        return (Environment.CpuUsage.TotalTime - before).TotalSeconds / data.QueryCount;
    }

    /// <summary>A line to the peer starts a round; it answers a line for each of its cases, then an empty one.</summary>
    private static async Task ReadRoundAsync(
        Process peer, Dictionary<string, (double Recall, double Bytes, List<double> Times)> peers, CancellationToken token)
    {
        await peer.StandardInput.WriteLineAsync("round");
        await peer.StandardInput.FlushAsync(token);
        while (await peer.StandardOutput.ReadLineAsync(token) is { Length: > 0 } line)
        {
            var parts = line.Split('\t');
            var numbers = Array.ConvertAll(parts[1..], part => double.Parse(part, System.Globalization.CultureInfo.InvariantCulture));
            if (!peers.TryGetValue(parts[0], out var known))
            {
                peers[parts[0]] = known = (numbers[0], numbers[1], []);
            }

            known.Times.Add(numbers[2]);
        }
    }

    private static void Print(string name, double recall, double seconds, double bytes) =>
        Table.Line($"{name,-36} recall@10 {recall:F4}  {seconds * 1000,6:F3} ms CPU a query  {bytes,5:F0} bytes a vector");

    private static double Median(List<double> numbers) => numbers.Order().ElementAt(numbers.Count / 2);

    private sealed record Case(string Name, double Bytes, HnswIndex Index, SearchParameters Parameters);
}
