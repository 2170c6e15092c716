using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;

namespace Milvus.Tests.Client;

/// <summary>The client over the engine in this process.</summary>
public sealed class EmbeddedTests
{
    [Fact]
    public async Task Embedded_does_the_main_job_in_memory()
    {
        await using var client = await MilvusClient.ConnectAsync(new ConnectOptions { InMemory = true }, CallContext.Default, default);
        Assert.True(client.IsEmbedded);
        Assert.Equal(":memory:", client.Address);
        Assert.Equal("embedded", client.Server.Type);
        var call = CallContext.Default;
        await client.CreateCollectionAsync(call, Clients.Definition("docs", Clients.Key(), Clients.Vector()), default);
        await client.CreateIndexAsync(
            call,
            "docs",
            new IndexParameter
            {
                Field = "vector",
                IndexType = "FLAT",
                MetricType = "L2",
            },
            default);
        await client.WaitForIndexAsync(call, "docs", "vector", null, null, default);
        await client.LoadCollectionAsync(call, "docs", new LoadOptions(), default);
        await client.WaitForLoadAsync(call, "docs", false, null, default);
        var batch = new RowBatch(await client.GetSchemaAsync(call, "docs", default));
        for (var id = 0L; id < 5000; id++)
        {
            batch.Add([new("id", id), new("vector", new float[] { id, 0 })]);
        }

        await client.InsertAsync(call, "docs", null, batch, default);
        var hits = await client.SearchAsync(call, "docs", new VectorQuery { Vectors = [new[] { 7.2, 0 }], Limit = 2 }, default);
        Assert.Equal([7L, 8L], hits.Select(hit => hit.Id));
        var count = 0;
        await foreach (var page in client.QueryAsync(call, "docs", new QueryRequest { Filter = "id >= 10" }, default))
        {
            count += page.Count;
        }

        Assert.Equal(4990, count);
        Assert.Equal(5000, await client.CountAllAsync(call, "docs", default));
        var missing = await Assert.ThrowsAsync<MilvusException>(() => client.DescribeCollectionAsync(call, "nope", default));
        Assert.Equal(MilvusErrorId.CollectionNotFound, missing.ErrorId);
    }

    [Fact]
    public async Task Embedded_says_that_the_folder_of_a_database_is_missing()
    {
        var options = new ConnectOptions { Path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "x.db") };
        var error = await Assert.ThrowsAsync<MilvusException>(() => MilvusClient.ConnectAsync(options, CallContext.Default, default));
        Assert.Equal(MilvusErrorId.FileNotFound, error.ErrorId);
    }

    [Fact]
    public async Task Embedded_closed_connection_says_so()
    {
        var client = await MilvusClient.ConnectAsync(new ConnectOptions { InMemory = true }, CallContext.Default, default);
        client.Dispose();
        await client.DisposeAsync();
        var error = await Assert.ThrowsAsync<MilvusException>(() => client.ListCollectionsAsync(CallContext.Default, default));
        Assert.Equal(MilvusErrorId.ConnectionClosed, error.ErrorId);
    }
}
