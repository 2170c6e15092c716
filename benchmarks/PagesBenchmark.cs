using System.Diagnostics;
using System.Globalization;
using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;

namespace Milvus.Benchmarks;

/// <summary>
/// The cost of a page of a read in collections of several sizes: a read of all rows in pages of 1000, and a single page from the middle,
/// with keys in ascending and in random order. The cost of a row must not depend on the number of rows.
/// </summary>
internal static class PagesBenchmark
{
    private const int BatchRows = 10_000;
    private const int PageRows = 1000;
    private const int Rounds = 9;

    private static readonly int[] _rows = [10_000, 100_000, 1_000_000];

    public static async Task RunAsync(CancellationToken token)
    {
        foreach (var shuffled in new[] { false, true })
        {
            Table.Line($"keys {(shuffled ? "in random order" : "ascending")}");
            var (read, page) = (0.0, 0.0);
            foreach (var rows in _rows)
            {
                await using var client = await MilvusClient.ConnectAsync(
                    new ConnectOptions { InMemory = true },
                    CallContext.Default,
                    token);
                await FillAsync(client, rows, shuffled, token);
                var first = await MeasureAsync(client, new QueryRequest { OutputFields = ["id"], First = 10 }, 10, token);
                var whole = await MeasureAsync(client, new QueryRequest { OutputFields = ["id"] }, rows, token) / rows * 1e6;
                var filter = string.Create(CultureInfo.InvariantCulture, $"id > {rows / 2}");
                var middle = new double[Rounds];
                for (var round = 0; round < Rounds; round++)
                {
                    middle[round] = await MeasureAsync(
                        client,
                        new QueryRequest
                        {
                            OutputFields = ["id"],
                            Filter = filter,
                            First = 100,
                        },
                        100,
                        token);
                }

                var one = middle.Order().ElementAt(Rounds / 2);
                var ratios =
                    read == 0
                        ? ""
                        : string.Create(CultureInfo.InvariantCulture, $"  ratio a row {whole / read,5:F2}  a page {one / page,5:F2}");
                Table.Line(
                    $"  {rows,9:N0} rows  first page {first,8:F2} ms  all rows {whole,7:F0} ns a row  page of 100 {one,6:F3} ms{ratios}"
                );
                (read, page) = read == 0 ? (whole, one) : (read, page);
            }
        }
    }

    private static async Task FillAsync(MilvusClient client, int rows, bool shuffled, CancellationToken token)
    {
        await client.CreateCollectionAsync(
            CallContext.Default,
            new Collection
            {
                Name = "pages",
                Field =
                [
                    new Field { Name = "id", Type = DataType.Int64, PrimaryKey = true },
                    new Field { Name = "vector", Type = DataType.FloatVector, Dimension = 2 },
                ],
            },
            token);
        await client.CreateIndexAsync(
            CallContext.Default,
            "pages",
            new IndexParameter
            {
                Field = "vector",
                IndexType = "FLAT",
                MetricType = "L2",
            },
            token);
        await client.LoadCollectionAsync(CallContext.Default, "pages", new LoadOptions(), token);
        await client.WaitForLoadAsync(CallContext.Default, "pages", false, null, token);
        var keys = Enumerable.Range(1, rows).Select(key => (long)key).ToArray();
        if (shuffled)
        {
            new Random(1).Shuffle(keys);
        }

        var batch = new RowBatch(await client.GetSchemaAsync(CallContext.Default, "pages", token));
        foreach (var key in keys)
        {
            batch.Add([new("id", key), new("vector", new[] { 1f, key })]);
            if (batch.Count == BatchRows || key == keys[^1])
            {
                await client.InsertAsync(CallContext.Default, "pages", null, batch, token);
                batch.Clear();
            }
        }
    }

    private static async Task<double> MeasureAsync(MilvusClient client, QueryRequest request, int expected, CancellationToken token)
    {
        var clock = Stopwatch.StartNew();
        var count = 0;
        await foreach (var page in client.QueryAsync(CallContext.Default, "pages", request with { PageSize = PageRows }, token))
        {
            count += page.Count;
        }

        return count == expected ? clock.Elapsed.TotalMilliseconds : throw new InvalidDataException($"{count} rows instead of {expected}");
    }
}
