using Microsoft.Extensions.Time.Testing;
using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;

namespace Milvus.Tests.Client;

/// <summary>The same mistakes have the same error ids on real servers and on the engine.</summary>
public sealed class ErrorsOnPeersTests
{
    public static TheoryData<string> Backends
    {
        get
        {
            var names = Peer.Present;
            names.Add("embedded");
            return names;
        }
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public async Task ErrorsOnPeers_same_mistake_is_the_same_error(string backend)
    {
        await using var client = await ConnectAsync(backend);
        var call = CallContext.Default;
        var name = UniqueName.Of("errors");
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
            var loaded = await FailsAsync(() => client.DropIndexAsync(call, name, "vector", default));
            Assert.Equal(MilvusErrorId.CollectionLoaded, loaded.ErrorId);
            Assert.Contains("Dismount-MilvusCollection", loaded.RecommendedAction, StringComparison.Ordinal);

            await IdAsync(MilvusErrorId.CollectionNotFound, () => client.ListIndexesAsync(call, "ct_nope", default));
            await IdAsync(MilvusErrorId.CollectionNotFound, () => client.DescribeCollectionAsync(call, "ct_nope", default));
            await IdAsync(MilvusErrorId.CollectionNotFound, () => client.GetRowCountAsync(call, "ct_nope", default));
            await IdAsync(MilvusErrorId.FilterSyntax, () => QueryAsync(client, name, "id >> > 3"));
            await IdAsync(
                MilvusErrorId.DatabaseNotFound,
                () => client.ListCollectionsAsync(new CallContext { Database = "ct_nodb" }, default));
            Assert.False(await client.HasCollectionAsync(call, "ct_nope", default));
            Assert.Equal("NotExist", await client.GetLoadStateAsync(call, "ct_nope", default));

            await client.ReleaseCollectionAsync(call, name, default);
            Assert.Equal("NotLoad", await client.GetLoadStateAsync(call, name, default));
            await IdAsync(MilvusErrorId.CollectionNotLoaded, () => QueryAsync(client, name, "id > 3"));
            await IdAsync(
                MilvusErrorId.CollectionNotLoaded,
                () => client.SearchAsync(call, name, new VectorQuery { Vectors = [new float[2]] }, default));
            await IdAsync(
                MilvusErrorId.DimensionMismatch,
                () => client.SearchAsync(call, name, new VectorQuery { Vectors = [new float[3]] }, default));
        }
        finally
        {
            await client.DropCollectionAsync(call, name, default);
        }
    }

    [Theory]
    [Failure("P5")]
    [MemberData(nameof(Backends))]
    public async Task ErrorsOnPeers_what_was_written_is_read_at_once(string backend)
    {
        await using var client = await ConnectAsync(backend);
        var call = CallContext.Default;
        var name = UniqueName.Of("fresh");
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
            for (var id = 0L; id < 10; id++)
            {
                var batch = new RowBatch(await client.GetSchemaAsync(call, name, default));
                batch.Add([new("id", id), new("vector", new float[] { id, 0 })]);
                await client.InsertAsync(call, name, null, batch, default);
                var hits = await client.SearchAsync(call, name, new VectorQuery { Vectors = [new float[] { id, 0 }], Limit = 1 }, default);
                Assert.Equal(id, Assert.Single(hits).Id);
            }

            await client.DeleteAsync(call, name, null, [3L], null, null, default);
            Assert.Equal(9, await QueryAsync(client, name, "id >= 0"));
        }
        finally
        {
            await client.DropCollectionAsync(call, name, default);
        }
    }

    [MilvusFact]
    [Failure("N13")]
    public async Task ErrorsOnPeers_wrong_password_fails_at_connect()
    {
        var error = await FailsAsync(() => Clients.ConnectAsync(Peer.Milvus.Uri, "root:wrong"));
        Assert.Equal(MilvusErrorId.AuthenticationFailed, error.ErrorId);
        Assert.DoesNotContain("wrong", error.Message, StringComparison.Ordinal);
    }

    [PeerTheory]
    [MemberData(nameof(Peer.Present), MemberType = typeof(Peer))]
    public async Task ErrorsOnPeers_collection_made_anew_with_another_schema_takes_the_rows_of_the_old(string peerName)
    {
        var peer = Peer.Named(peerName);
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var client = await Clients.ConnectAsync(peer, time: time);
        await using var other = await Clients.ConnectAsync(peer);
        var call = CallContext.Default;
        var name = UniqueName.Of("anew");
        await client.CreateCollectionAsync(
            call,
            Clients.Definition(name, Clients.Key(), Clients.Vector(), new Field { Name = "n", Type = DataType.Int64 }),
            default);
        try
        {
            var batch = new RowBatch(await client.GetSchemaAsync(call, name, default));
            batch.Add([new("id", 1), new("vector", new float[2]), new("n", 5)]);
            await other.DropCollectionAsync(call, name, default);
            await other.CreateCollectionAsync(
                call,
                Clients.Definition(name, Clients.Key(), Clients.Vector(), new Field { Name = "n", Type = DataType.Double }),
                default);
            // Longer than a cached schema is used, because a column of a wrong type can crash a server.
            time.Advance(TimeSpan.FromSeconds(1.2));
            var result = await client.InsertAsync(call, name, null, batch, default);
            Assert.Equal(1, result.InsertCount);
        }
        finally
        {
            await client.DropCollectionAsync(call, name, default);
        }
    }

    private static Task<MilvusClient> ConnectAsync(string backend) => backend == "embedded"
        ? MilvusClient.ConnectAsync(new ConnectOptions { InMemory = true }, CallContext.Default, default)
        : Clients.ConnectAsync(Peer.Named(backend));

    private static async Task<int> QueryAsync(MilvusClient client, string name, string filter)
    {
        var rows = 0;
        await foreach (var page in client.QueryAsync(CallContext.Default, name, new QueryRequest { Filter = filter }, default))
        {
            rows += page.Count;
        }

        return rows;
    }

    private static Task<MilvusException> FailsAsync(Func<Task> call) => Assert.ThrowsAsync<MilvusException>(call);

    private static async Task IdAsync(string errorId, Func<Task> call) => Assert.Equal(errorId, (await FailsAsync(call)).ErrorId);
}
