using System.Runtime.InteropServices;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Index;
using Milvus.Embedded.Index.Hnsw;
using Milvus.Embedded.Vectors;
using Milvus.Tests.Index;

namespace Milvus.Benchmarks;

/// <summary>
/// Filtered searches on WordNet, where the filter keeps rows near the query, any rows, or rows far from it: recall, and the processor time
/// of the index beside that of a comparison of all kept rows and of a walk that never gives up. They take turns.
/// </summary>
internal static class FilteredSearchBenchmark
{
    private const int K = 10;
    private const int Ef = 64;
    private const int Rounds = 5;
    private const int Queries = 25;
    private const double GoodRecall = 0.98;
    private static readonly double[] _kept = [0.5, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 0.001];

    public static void Run(CancellationToken token)
    {
        if (WordNet.Folder is null)
        {
            Console.WriteLine("not measured: ../shared/data/wordnet does not exist beside the repository");
            return;
        }

        var data = WordNet.Read();
        var column = new VectorColumn("vector", Protocol.DataType.FloatVector, WordNet.Dim, false);
        column.Append(MemoryMarshal.AsBytes(data.Rows.AsSpan()));
        var space = VectorSpace.Of(column, DistanceMetric.Cosine);
        space.CoverForLinks(column.Count);
        var graph = new HnswGraph(HnswParameters.Default);
        graph.Reserve(column.Count);
        new HnswBuild(graph, space, 0, column.Count, null, token).Run(Environment.ProcessorCount);
        using var stored = new MemoryStream();
        HnswFile.Write(stored, graph, space, column.Count);
        foreach (var isCoded in new[] { false, true })
        {
            stored.Position = 0;
            var index = HnswIndex.Load(space, HnswParameters.Default, stored, isCoded);
            Table.Line($"WordNet {column.Count:N0} x {WordNet.Dim}, COSINE, ef {Ef}, {(isCoded ? "HNSW_SQ" : "HNSW")}, median of {Rounds}");
            Table.Line($"filter    kept  recall   index ms   exact ms   walk ms (its recall)   index / cheaper");
            foreach (var place in new[] { "near", "random", "far" })
            {
                foreach (var kept in _kept)
                {
                    Measure(data, space, graph, index, place, kept, token);
                }
            }
        }
    }

    private static void Measure(
        WordNet data, VectorSpace space, HnswGraph graph, HnswIndex index, string place, double kept, CancellationToken token)
    {
        var rows = space.Column.Count;
        var filters = Enumerable.Range(0, Queries).Select(query => CreateFilter(data, space, query, place, kept, token)).ToArray();
        var walk = new HnswWalk(graph, space);
        var parameters = new SearchParameters { Ef = Ef, Refinement = 2 };
        var (found, walked, total) = (0, 0, 0);
        var times = new List<double>[] { [], [], [] };
        for (var round = 0; round < Rounds; round++)
        {
            // One after the other for all queries: the second of a query would find its rows in the caches of the processor.
            var seconds = new double[3];
            var (exact, ours, theirs) = (CreateHits(), CreateHits(), CreateHits());
            for (var turn = 0; turn < 3; turn++)
            {
                var which = (turn + round) % 3;
                var before = Environment.CpuUsage.TotalTime;
                for (var query = 0; query < Queries; query++)
                {
                    var vector = data.Query(query);
                    var allowed = filters[query];
                    switch (which)
                    {
                        case 0: index.Search(vector, rows, parameters, allowed, ours[query], token); break;
                        case 1: BruteForce.Search(space, vector, 0, rows, allowed, exact[query], token); break;
                        default: Walk(walk, graph, space, vector, allowed, theirs[query], token); break;
                    }
                }

                seconds[which] = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
            }

            for (var query = 0; query < Queries && round == 0; query++)
            {
                int[] right = [.. exact[query].ToSorted().Select(hit => hit.Row)];
                found += ours[query].ToSorted().Count(hit => right.Contains(hit.Row));
                walked += theirs[query].ToSorted().Count(hit => right.Contains(hit.Row));
                total += right.Length;
            }

            for (var i = 0; i < 3; i++)
            {
                times[i].Add(seconds[i] / Queries * 1000);
            }
        }

        var (us, all, alone) = (Median(times[0]), Median(times[1]), Median(times[2]));
        var (recall, recallOfWalk) = ((double)found / total, (double)walked / total);
        var cheaper = recallOfWalk >= GoodRecall ? Math.Min(all, alone) : all;
        Table.Line(
            $"{place,-7} {kept * 100,5:F1} %  {recall:F3} {us,10:F3} {all,10:F3} {alone,9:F3} ({recallOfWalk:F3}) {us / cheaper,17:F2}");
    }

    private static void Walk(
        HnswWalk walk, HnswGraph graph, VectorSpace space, ReadOnlySpan<byte> query, RowBitmap allowed, TopK hits, CancellationToken token)
    {
        space.Prepare(query, walk.Query);
        var (entry, top) = graph.Entry;
        var test = new RowTest(space.Column.Count, allowed, float.NegativeInfinity);
        walk.Explore([walk.Descend(entry, top, 0)], Ef, 0, test, WalkBudget.None, token);
        foreach (var candidate in walk.Found.Items)
        {
            hits.Add(Candidate.UnpackDistance(candidate), Candidate.UnpackRow(candidate));
        }
    }

    /// <summary>The share of the rows that are nearest to a query or farthest from it, or any.</summary>
    private static RowBitmap CreateFilter(WordNet data, VectorSpace space, int query, string place, double kept, CancellationToken token)
    {
        var rows = space.Column.Count;
        var allowed = new RowBitmap(rows);
        var count = Math.Max(K, (int)(rows * kept));
        if (place == "random")
        {
            var order = Enumerable.Range(0, rows).ToArray();
            new Random(query).Shuffle(order);
            Array.ForEach(order[..count], allowed.Set);
            return allowed;
        }

        var all = new TopK(rows);
        BruteForce.Search(space, data.Query(query), 0, rows, null, all, token);
        var sorted = all.ToSorted();
        foreach (var hit in place == "near" ? sorted[..count] : sorted[^count..])
        {
            allowed.Set(hit.Row);
        }

        return allowed;
    }

    private static TopK[] CreateHits() => [.. Enumerable.Range(0, Queries).Select(_ => new TopK(K))];

    private static double Median(List<double> numbers) => numbers.Order().ElementAt(numbers.Count / 2);
}
