using Microsoft.Extensions.Time.Testing;
using Milvus.Client;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Rows;
using Milvus.Protocol;

namespace Milvus.Tests.Client;

/// <summary>Rows are written by a schema that was described before, if an outdated one cannot write wrong values.</summary>
public sealed class WritableSchemaTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();

    private RecordingServer Server { get; set; } = null!;

    private MilvusClient Client { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Server = new RecordingServer();
        Client = await Clients.ConnectAsync(Server.Uri, time: _time);
        await Client.CreateCollectionAsync(
            CallContext.Default, Clients.Definition("docs", Clients.Key(), Clients.Vector()), CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await Client.DisposeAsync();
        await Server.DisposeAsync();
    }

    [Fact]
    public async Task MilvusClient_schema_is_used_again_if_the_server_checks_its_timestamp()
    {
        await DescribeAsync(Client, "docs");
        _time.Advance(TimeSpan.FromDays(1));

        Assert.NotNull(Client.FindWritableSchema(CallContext.Default, "docs"));
    }

    [Fact]
    public async Task MilvusClient_schema_of_an_older_server_is_used_again_for_a_second()
    {
        Server.ActAsMilvus("v2.3.5");
        await using var client = await Clients.ConnectAsync(Server.Uri, time: _time);
        await DescribeAsync(client, "docs");

        _time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.NotNull(client.FindWritableSchema(CallContext.Default, "docs"));
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Null(client.FindWritableSchema(CallContext.Default, "docs"));
    }

    [Fact]
    public async Task MilvusClient_schema_of_an_alias_is_never_used_again()
    {
        await Client.CreateAliasAsync(CallContext.Default, "current", "docs", CancellationToken.None);
        await DescribeAsync(Client, "current");

        Assert.NotNull(Client.FindSchema(CallContext.Default, "current"));
        Assert.Null(Client.FindWritableSchema(CallContext.Default, "current"));
    }

    [Fact]
    public async Task MilvusClient_rows_that_the_server_refuses_for_their_schema_are_sent_again()
    {
        await DescribeAsync(Client, "docs");
        var batch = new RowBatch(Client.FindWritableSchema(CallContext.Default, "docs")!);
        batch.Add([new("id", 1L), new("vector", new float[] { 1, 2 })]);
        await using (var other = await Clients.ConnectAsync(Server.Uri))
        {
            var field = new Field { Name = "more", Type = DataType.Int64, Nullable = true };
            await other.AddFieldAsync(CallContext.Default, "docs", field, CancellationToken.None);
        }

        Server.Log.Requests.Clear();
        var written = await Client.InsertAsync(CallContext.Default, "docs", null, batch, CancellationToken.None);

        Assert.Equal(1, written.InsertCount);
        Assert.Equal(["Insert", "DescribeCollection", "Insert"], Server.Log.Requests.Select(call => call.Name));
        var last = (InsertRequest)Server.Log.Requests.Last().Request;
        Assert.Equal(["id", "vector", "more"], last.FieldsData.Select(data => data.FieldName));
    }

    private static Task DescribeAsync(MilvusClient client, string name) =>
        client.DescribeCollectionAsync(CallContext.Default, name, CancellationToken.None);
}
