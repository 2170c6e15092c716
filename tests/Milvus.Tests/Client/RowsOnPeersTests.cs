using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;

namespace Milvus.Tests.Client;

/// <summary>Round trips of rows to real servers.</summary>
public sealed class RowsOnPeersTests
{
    [PeerTheory]
    [MemberData(nameof(Peer.Present), MemberType = typeof(Peer))]
    public async Task RowsOnPeers_every_type_comes_back_as_it_went(string peerName)
    {
        var peer = Peer.Named(peerName);
        await using var client = await Clients.ConnectAsync(peer);
        var call = CallContext.Default;
        var name = UniqueName.Of("types");
        var definition = new Collection
        {
            Name = name,
            EnableDynamicField = true,
            Field =
            [
                Clients.Key("key", DataType.VarChar),
                new Field { Name = "bool", Type = DataType.Bool },
                new Field { Name = "int8", Type = DataType.Int8 },
                new Field { Name = "int16", Type = DataType.Int16 },
                new Field { Name = "int32", Type = DataType.Int32 },
                new Field { Name = "int64", Type = DataType.Int64 },
                new Field { Name = "float", Type = DataType.Float },
                new Field { Name = "double", Type = DataType.Double },
                new Field { Name = "text", Type = DataType.VarChar, MaxLength = 100 },
                new Field { Name = "json", Type = DataType.Json },
                new Field { Name = "numbers", Type = DataType.Array, ElementType = DataType.Int64, MaxCapacity = 5 },
                new Field { Name = "words", Type = DataType.Array, ElementType = DataType.VarChar, MaxCapacity = 5, MaxLength = 20 },
                Clients.Vector("vector", 3),
            ],
        };
        await client.CreateCollectionAsync(call, definition, default);
        try
        {
            await client.CreateIndexAsync(
                call,
                name,
                new IndexParameter
                {
                    Field = "vector",
                    IndexType = "FLAT",
                    MetricType = "L2",
                },
                default);
            await client.LoadCollectionAsync(call, name, new LoadOptions(), default);
            await client.WaitForLoadAsync(call, name, false, null, default);
            var schema = await client.DescribeCollectionAsync(call, name, default);
            Assert.Equal(
                definition.Field.Select(field => (field.Name, field.Type)),
                schema.Field.Select(field => (field.Name, field.Type)));
            Assert.True(schema.EnableDynamicField);

            var batch = new RowBatch(schema);
            foreach (var row in Rows())
            {
                batch.Add(row);
            }

            var inserted = await client.InsertAsync(call, name, null, batch, default);
            Assert.Equal(2, inserted.InsertCount);
            Assert.Equal(["a'\"\\\n日本", "b"], inserted.Id);

            var read = await Read(client, name, new QueryRequest { Ids = inserted.Id });
            Assert.Equal(2, read.Count);
            foreach (var (expected, actual) in Rows().Zip(read))
            {
                Assert.Equal(expected["key"], actual["key"]);
                Assert.Equal(expected["bool"], actual["bool"]);
                Assert.Equal((sbyte)(int)expected["int8"]!, actual["int8"]);
                Assert.Equal((short)(int)expected["int16"]!, actual["int16"]);
                Assert.Equal(expected["int32"], actual["int32"]);
                Assert.Equal(expected["int64"], actual["int64"]);
                Assert.Equal((float)(double)expected["float"]!, actual["float"]);
                Assert.Equal(expected["double"], actual["double"]);
                Assert.Equal(expected["text"], actual["text"]);
                Assert.Equal(expected["numbers"], actual["numbers"]);
                Assert.Equal(expected["words"], actual["words"]);
                Assert.Equal(expected["vector"], actual["vector"]);
                Assert.Equal(expected["rare"], actual["rare"]);
                var json = Assert.IsType<Dictionary<string, object?>>(actual["json"]);
                Assert.Equal(9007199254740993L, json["exact"]);
                Assert.Equal(new object?[] { 1L, 0.5, "x", null, true }, json["list"]);
            }

            Assert.Equal(2, await client.CountAllAsync(call, name, default));
            var found = await client.SearchAsync(
                call,
                name,
                new VectorQuery { Vectors = [new object[] { 1, 2.0, 3f }, "[4,5,6]"], Limit = 1 },
                default);
            Assert.Equal(
                [(0, 1, (object)"a'\"\\\n日本", 0f), (1, 1, "b", 0f)],
                found.Select(hit => (hit.Query, hit.Rank, hit.Id!, hit.Score)));
            var entity = Assert.IsType<KeyValuePair<string, object?>[]>(found[0].Entity);
            Assert.Contains(new KeyValuePair<string, object?>("int64", long.MinValue), entity);
            Assert.Contains(new KeyValuePair<string, object?>("rare", "r"), entity);

            var filtered = await Read(client, name, new QueryRequest
            {
                Filter = "key == {key}",
                FilterParameters = new Dictionary<string, object?> { ["key"] = "a'\"\\\n日本" },
                OutputFields = ["int32"],
            });
            Assert.Equal(["int32", "key"], Assert.Single(filtered).Keys.Order(StringComparer.Ordinal));

            await client.DeleteAsync(call, name, null, ["b"], null, null, default);
            Assert.Single(await Read(client, name, new QueryRequest()));
        }
        finally
        {
            await client.DropCollectionAsync(call, name, default);
        }
    }

    [PeerTheory]
    [MemberData(nameof(Peer.Present), MemberType = typeof(Peer))]
    public async Task RowsOnPeers_pages_give_every_row_once(string peerName)
    {
        var peer = Peer.Named(peerName);
        await using var client = await Clients.ConnectAsync(peer);
        var call = CallContext.Default;
        var name = UniqueName.Of("pages");
        await client.CreateCollectionAsync(call, Clients.Definition(name, Clients.Key(), Clients.Vector()), default);
        try
        {
            await client.CreateIndexAsync(
                call,
                name,
                new IndexParameter
                {
                    Field = "vector",
                    IndexType = "FLAT",
                    MetricType = "L2",
                },
                default);
            await client.LoadCollectionAsync(call, name, new LoadOptions(), default);
            await client.WaitForLoadAsync(call, name, false, null, default);
            var batch = new RowBatch(await client.GetSchemaAsync(call, name, default));
            // In random order, because servers differ in the order of unordered reads.
            foreach (var id in Enumerable.Range(0, 20_000).Select(i => (i * 7919L) % 20_000))
            {
                batch.Add([new("id", id), new("vector", new float[] { id, 1 })]);
            }

            await client.InsertAsync(call, name, null, batch, default);
            var all = await Read(client, name, new QueryRequest { PageSize = 3000, OutputFields = ["id"] });
            Assert.Equal(Enumerable.Range(0, 20_000).Select(i => (long)i), all.Select(row => (long)row["id"]!).Order());
            var some = await Read(client, name, new QueryRequest { Skip = 17_000, First = 1500, OutputFields = ["id"] });
            Assert.Equal(1500, some.Select(row => (long)row["id"]!).Distinct().Count());
            var filtered = await Read(client, name, new QueryRequest { Filter = "id >= 10000", OutputFields = ["id"], PageSize = 4000 });
            Assert.Equal(10_000, filtered.Select(row => (long)row["id"]!).Distinct().Count());
        }
        finally
        {
            await client.DropCollectionAsync(call, name, default);
        }
    }

    private static async Task<List<Dictionary<string, object?>>> Read(MilvusClient client, string name, QueryRequest request)
    {
        var rows = new List<Dictionary<string, object?>>();
        await foreach (var page in client.QueryAsync(CallContext.Default, name, request, default))
        {
            for (var i = 0; i < page.Count; i++)
            {
                rows.Add(page.GetRow(i).ToDictionary());
            }
        }

        return rows;
    }

    private static IEnumerable<Dictionary<string, object?>> Rows()
    {
        var json = new Dictionary<string, object?> { ["exact"] = 9007199254740993L, ["list"] = new object?[] { 1, 0.5, "x", null, true } };
        yield return new()
        {
            ["key"] = "a'\"\\\n日本",
            ["bool"] = true,
            ["int8"] = -128,
            ["int16"] = 32767,
            ["int32"] = int.MinValue,
            ["int64"] = long.MinValue,
            ["float"] = 0.1,
            ["double"] = 0.1,
            ["text"] = "é",
            ["json"] = json,
            ["numbers"] = new long[] { 1, long.MaxValue },
            ["words"] = new[] { "x", "日" },
            ["vector"] = new float[] { 1, 2, 3 },
            ["rare"] = "r",
        };
        yield return new()
        {
            ["key"] = "b", ["bool"] = false, ["int8"] = 127, ["int16"] = -32768, ["int32"] = 7, ["int64"] = long.MaxValue,
            ["float"] = -1e30, ["double"] = 1e300, ["text"] = string.Empty, ["json"] = json, ["numbers"] = Array.Empty<long>(),
            ["words"] = Array.Empty<string>(), ["vector"] = new float[] { 4, 5, 6 }, ["rare"] = 5L,
        };
    }
}
