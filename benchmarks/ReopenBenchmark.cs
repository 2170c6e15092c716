using System.Diagnostics;
using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Tests.Index;

namespace Milvus.Benchmarks;

/// <summary>
/// The time from opening a database file to the first search, and to the first search by the stored graph. The graph is read, not built, so
/// the index reports all rows as indexed at once.
/// </summary>
internal static class ReopenBenchmark
{
    private const int Rounds = 5;

    public static async Task RunAsync(CancellationToken token)
    {
        var data = WordNet.Read();
        using var folder = new TemporaryFolder();
        var path = folder.File("reopen.db");
        var clock = Stopwatch.StartNew();
        await using (var client = await EmbeddedWordNet.OpenAsync(path, token))
        {
            await EmbeddedWordNet.CreateAsync(client, token);
            await EmbeddedWordNet.InsertAsync(client, data, token);
            await client.CreateIndexAsync(
                CallContext.Default,
                EmbeddedWordNet.Collection,
                new IndexParameter
                {
                    Field = "vector",
                    IndexType = "HNSW",
                    MetricType = "COSINE",
                },
                token);
            await client.LoadCollectionAsync(CallContext.Default, EmbeddedWordNet.Collection, new LoadOptions(), token);
            await client.WaitForLoadAsync(CallContext.Default, EmbeddedWordNet.Collection, false, null, token);
            clock.Restart();
            await client.WaitForIndexAsync(CallContext.Default, EmbeddedWordNet.Collection, "vector", null, null, token);
            Table.Line($"index built    {clock.Elapsed.TotalMilliseconds,8:F0} ms");
        }

        Table.Line($"file           {new FileInfo(path).Length / 1e6,8:F0} MB");
        for (var round = 1; round <= Rounds; round++)
        {
            clock.Restart();
            await using var client = await EmbeddedWordNet.OpenAsync(path, token);
            var opened = clock.Elapsed;
            await SearchAsync(client, data, token);
            var first = clock.Elapsed;
            var index = await client.ListIndexesAsync(CallContext.Default, EmbeddedWordNet.Collection, token);
            clock.Restart();
            await SearchAsync(client, data, token);
            var indexed = index[0].IndexedRows;
            var (open, search, again) = (opened.TotalMilliseconds, first.TotalMilliseconds, clock.Elapsed.TotalMilliseconds);
            Table.Line(
                $"round {round}  opened {open,6:F1} ms  first search {search,6:F1} ms  second {again,6:F2} ms  indexed {indexed:N0}");
        }
    }

    private static async Task SearchAsync(MilvusClient client, WordNet data, CancellationToken token)
    {
        var query = new VectorQuery { Vectors = [data.Queries[..WordNet.Dim]], Limit = 10 };
        var hits = await client.SearchAsync(CallContext.Default, EmbeddedWordNet.Collection, query, token);
        var right = data.Nearest(0, 10).Select(row => row + 1L).Intersect(hits.Select(hit => hit.Id).OfType<long>()).Count();
        if (right < 8)
        {
            throw new InvalidDataException($"only {right} of 10 neighbours were found");
        }
    }
}
