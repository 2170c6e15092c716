using System.Diagnostics;
using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;
using Xunit.Abstractions;

namespace Milvus.Tests.Speed;

/// <summary>
/// A quick benchmark: ratios of two tasks that run in turn, the fastest round of each. The limits are generous, so that noise and debug
/// builds stay below them; a collapse, such as a page that reads all rows, exceeds them. docs/performance.md lists the ratios of a release
/// build.
/// </summary>
public sealed class SpeedRatioTests(SpeedRatioTests.Rows rows, ITestOutputHelper output) : IClassFixture<SpeedRatioTests.Rows>
{
    private const int Rounds = 7;
    private const int Vectors = 10_000;
    private const int Keys = 50_000;
    private const int Dimension = 128;
    private const int Queries = 20;

    [Fact]
    public async Task HnswIndex_search_is_not_slower_than_exact_search() =>
        Check(2, await RatioAsync(() => SearchAsync("graph", null), () => SearchAsync("flat", null)));

    [Fact]
    public async Task HnswIndex_filtered_search_is_not_slower_than_exact_search() =>
        Check(3, await RatioAsync(() => SearchAsync("graph", "id % 100 == 0"), () => SearchAsync("flat", null)));

    [Fact]
    public async Task HnswIndex_finds_the_nearest_rows()
    {
        var (found, exact) = (await SearchAsync("graph", null), await SearchAsync("flat", null));

        var shared = found.Zip(exact, (one, other) => one.Intersect(other).Count()).Sum();
        Assert.True(shared >= 9 * Queries, $"{shared} of {10 * Queries} nearest rows");
    }

    [Fact]
    public async Task KeyOrder_last_page_costs_as_much_as_the_first() =>
        Check(5, await RatioAsync(() => PageAsync(Keys - 200), () => PageAsync(0)));

    [Fact]
    public async Task KeyOrder_row_of_many_costs_as_much_as_one_of_few() =>
        Check(5, await RatioAsync(() => RowAsync("keys", Keys / 2), () => RowAsync("flat", Vectors / 2)));

    [Fact]
    public async Task RowBatch_insert_costs_little_more_than_the_bare_request()
    {
        var schema = await rows.Client.DescribeCollectionAsync(CallContext.Default, "written", default);
        var vectors = Enumerable.Range(0, 2000).Select(row => rows.Vector(row)).ToList();
        var request = new Protocol.InsertRequest { CollectionName = "written", NumRows = (uint)vectors.Count };
        request.FieldsData.Add(Embedded.Data.Longs("id", [.. Enumerable.Range(0, vectors.Count).Select(row => (long)row)]));
        request.FieldsData.Add(Embedded.Data.Vectors("vector", Dimension, [.. vectors.SelectMany(vector => vector)]));
        using var engine = new Embedded.Engine();
        engine.Create("written", [Embedded.Schemas.Key(), Embedded.Schemas.Vector("vector", dim: Dimension)]);

        Check(25, await RatioAsync(
            async () =>
            {
                var batch = new RowBatch(schema);
                for (var row = 0; row < vectors.Count; row++)
                {
                    batch.Add([new("id", (long)row), new("vector", vectors[row])]);
                }

                await rows.Client.InsertAsync(CallContext.Default, "written", null, batch, default);
            },
            async () => await engine.Client.InsertAsync(request)));
    }

    private async Task<IReadOnlyList<HashSet<object>>> SearchAsync(string collection, string? filter)
    {
        var found = new List<HashSet<object>>();
        for (var query = 0; query < Queries; query++)
        {
            var asked = new VectorQuery { Vectors = [rows.Vector(query * 37)], Limit = 10, Filter = filter };
            var hits = await rows.Client.SearchAsync(CallContext.Default, collection, asked, default);
            found.Add([.. hits.Select(hit => hit.Id!)]);
        }

        return found;
    }

    private Task<int> PageAsync(int after) =>
        CountAsync("keys", new QueryRequest { Filter = $"id >= {after}", First = 100, OutputFields = ["id"] }, 100);

    private Task<int> RowAsync(string collection, long key) => CountAsync(collection, new QueryRequest { Ids = [key] }, 1);

    private async Task<int> CountAsync(string collection, QueryRequest request, int expected)
    {
        var count = 0;
        await foreach (var page in rows.Client.QueryAsync(CallContext.Default, collection, request, default))
        {
            count += page.Count;
        }

        Assert.Equal(expected, count);
        return count;
    }

    private void Check(double limit, double ratio)
    {
        output.WriteLine(FormattableString.Invariant($"{ratio:F2}, at most {limit}"));
        Assert.True(ratio <= limit, FormattableString.Invariant($"The ratio is {ratio:F2}, and may be at most {limit}."));
    }

    private static async Task<double> RatioAsync(Func<Task> one, Func<Task> other)
    {
        var (fastest, fastestOther) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            fastest = Math.Min(fastest, await MeasureAsync(one));
            fastestOther = Math.Min(fastestOther, await MeasureAsync(other));
        }

        return fastest / fastestOther;
    }

    private static async Task<double> MeasureAsync(Func<Task> run)
    {
        var start = Stopwatch.GetTimestamp();
        await run();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>Collections in memory: the same vectors with an exact and a graph index, many keys, and an empty one.</summary>
    public sealed class Rows : IAsyncLifetime
    {
        private readonly float[][] _vectors = CreateVectors();

        internal MilvusClient Client { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Client = await MilvusClient.ConnectAsync(new ConnectOptions { InMemory = true }, CallContext.Default, default);
            await FillAsync("flat", "FLAT", Vectors, Dimension);
            await FillAsync("graph", "HNSW", Vectors, Dimension);
            await FillAsync("keys", "FLAT", Keys, 2);
            await FillAsync("written", "FLAT", 0, Dimension);
        }

        public async Task DisposeAsync() => await Client.DisposeAsync();

        internal float[] Vector(int row) => _vectors[row];

        // Vectors around a thousand centers, like those of texts.
        private static float[][] CreateVectors()
        {
            var random = new Random(16);
            var centers = Enumerable.Range(0, 1000).Select(_ => Numbers(1)).ToArray();
            return [.. Enumerable.Range(0, Vectors).Select(row => centers[row % 1000].Zip(Numbers(0.5f), (a, b) => a + b).ToArray())];

            float[] Numbers(float scale) => [.. Enumerable.Range(0, Dimension).Select(_ => (random.NextSingle() - 0.5f) * scale)];
        }

        private async Task FillAsync(string name, string index, int count, int dimension)
        {
            var definition = Tests.Client.Clients.Definition(
                name, Tests.Client.Clients.Key(), Tests.Client.Clients.Vector(dimension: dimension));
            await Client.CreateCollectionAsync(CallContext.Default, definition, default);
            var batch = new RowBatch(await Client.GetSchemaAsync(CallContext.Default, name, default));
            for (var row = 0; row < count; row++)
            {
                batch.Add([new("id", (long)row), new("vector", _vectors[row % Vectors].AsSpan(0, dimension).ToArray())]);
            }

            await Client.InsertAsync(CallContext.Default, name, null, batch, default);
            var parameter = new IndexParameter { Field = "vector", IndexType = index, MetricType = "L2" };
            await Client.CreateIndexAsync(CallContext.Default, name, parameter, default);
            await Client.LoadCollectionAsync(CallContext.Default, name, new LoadOptions(), default);
            await Client.WaitForLoadAsync(CallContext.Default, name, false, null, default);
            await Client.WaitForIndexAsync(CallContext.Default, name, null, "vector", null, default);
        }
    }
}
