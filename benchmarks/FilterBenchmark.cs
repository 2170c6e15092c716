using System.Diagnostics;
using System.Globalization;
using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;

namespace Milvus.Benchmarks;

/// <summary>
/// Counts the rows that match filters, in memory: without scalar indexes, with them, and with pymilvus on Milvus Lite. The rows are the
/// same in all runs, so the counts must be equal.
/// </summary>
internal static class FilterBenchmark
{
    public const int Rows = 500_000;
    private const int BatchRows = 5000;
    private const int Rounds = 9;
    private const string Collection = "filtered";

    private static readonly string[] _filters =
    [
        "n == 77",
        "100 <= n and n < 200",
        "n in [1, 5, 9, 100, 7777, 123456]",
        "w > 0.999",
        "word == \"word 4242\"",
        "word like \"word 42%\"",
        "word in [\"word 1\", \"word 22\", \"word 333\"]",
        "array_contains(tags, 7)",
        "j[\"a\"] == 77",
        "n == 77 and word like \"%4%\"",
        "n % 1000 == 1",
    ];

    public static async Task RunAsync(CancellationToken token)
    {
        Table.Line($"count(*) of {Rows:N0} rows, median of {Rounds}, ms");
        using var folder = new TemporaryFolder();
        await using var client = await MilvusClient.ConnectAsync(
            new ConnectOptions { Path = folder.File("filter.db") },
            CallContext.Default,
            token);
        await FillAsync(client, token);
        var plain = await MeasureAsync(client, token);
        await client.ReleaseCollectionAsync(CallContext.Default, Collection, token);
        foreach (var (field, type) in new[] { ("n", "STL_SORT"), ("w", "STL_SORT"), ("word", "INVERTED"), ("tags", "INVERTED") })
        {
            await client.CreateIndexAsync(CallContext.Default, Collection, new IndexParameter { Field = field, IndexType = type }, token);
        }

        var path = new Dictionary<string, object?> { ["json_path"] = "j[\"a\"]", ["json_cast_type"] = "double" };
        await client.CreateIndexAsync(
            CallContext.Default,
            Collection,
            new IndexParameter
            {
                Field = "j",
                IndexType = "INVERTED",
                Parameter = path,
            },
            token);
        await LoadAsync(client, token);
        var indexed = await MeasureAsync(client, token);
        for (var i = 0; i < _filters.Length; i++)
        {
            var (scanned, read) = (plain[i].Milliseconds, indexed[i].Milliseconds);
            Table.Line(
                $"{_filters[i],-50} {plain[i].Count,8:N0} rows  scanned {scanned,8:F2}  indexed {read,8:F2}  ratio {scanned / read,6:F1}");
        }

        await PeerPython.RunAsync(
            "filter_lite.py",
            [folder.File("lite.db"), Rows.ToString(CultureInfo.InvariantCulture), $"{Rounds}", .. _filters],
            token);
    }

    private static async Task FillAsync(MilvusClient client, CancellationToken token)
    {
        await client.CreateCollectionAsync(
            CallContext.Default,
            new Collection
            {
                Name = Collection,
                Field =
                [
                    new Field { Name = "id", Type = DataType.Int64, PrimaryKey = true },
                    new Field { Name = "n", Type = DataType.Int64 },
                    new Field { Name = "w", Type = DataType.Double },
                    new Field { Name = "word", Type = DataType.VarChar, MaxLength = 40 },
                    new Field { Name = "tags", Type = DataType.Array, ElementType = DataType.Int64, MaxCapacity = 4 },
                    new Field { Name = "j", Type = DataType.Json },
                    new Field { Name = "v", Type = DataType.FloatVector, Dimension = 2 },
                ],
            },
            token);
        await client.CreateIndexAsync(
            CallContext.Default,
            Collection,
            new IndexParameter
            {
                Field = "v",
                IndexType = "FLAT",
                MetricType = "L2",
            },
            token);
        var batch = new RowBatch(await client.GetSchemaAsync(CallContext.Default, Collection, token));
        for (var row = 0L; row < Rows; row++)
        {
            // A permutation of the row numbers, so that rows with adjacent values are not adjacent.
            var n = row * 7919 % Rows;
            batch.Add(
            [
                new("id", row), new("n", n), new("w", n / (double)Rows), new("word", $"word {n}"),
                new("tags", new[] { n % 100, n % 7 }), new("j", $"{{\"a\":{n},\"b\":\"x{row}\"}}"), new("v", new[] { 1f, n }),
            ]);
            if (batch.Count == BatchRows)
            {
                await client.InsertAsync(CallContext.Default, Collection, null, batch, token);
                batch.Clear();
            }
        }

        await LoadAsync(client, token);
    }

    private static async Task LoadAsync(MilvusClient client, CancellationToken token)
    {
        await client.LoadCollectionAsync(CallContext.Default, Collection, new LoadOptions(), token);
        await client.WaitForLoadAsync(CallContext.Default, Collection, false, null, token);
        foreach (var index in await client.ListIndexesAsync(CallContext.Default, Collection, token))
        {
            await client.WaitForIndexAsync(CallContext.Default, Collection, index.Name, null, null, token);
        }
    }

    private static async Task<(long Count, double Milliseconds)[]> MeasureAsync(MilvusClient client, CancellationToken token)
    {
        var results = new List<(long, double)>();
        foreach (var filter in _filters)
        {
            var times = new List<double>();
            long count = 0;
            for (var round = 0; round < Rounds; round++)
            {
                var clock = Stopwatch.StartNew();
                count = await CountAsync(client, filter, token);
                times.Add(clock.Elapsed.TotalMilliseconds);
            }

            times.Sort();
            results.Add((count, times[Rounds / 2]));
        }

        return [.. results];
    }

    private static async Task<long> CountAsync(MilvusClient client, string filter, CancellationToken token)
    {
        var request = new QueryRequest { Filter = filter, OutputFields = ["count(*)"] };
        await foreach (var page in client.QueryAsync(CallContext.Default, Collection, request, token))
        {
            return (long)page.GetRow(0).First().Value!;
        }

        throw new InvalidDataException($"no count of {filter}");
    }
}
