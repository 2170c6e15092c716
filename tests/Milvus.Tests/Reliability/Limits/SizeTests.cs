using Grpc.Core;
using Milvus.Protocol;
using Milvus.Tests.Client;
using QueryRequest = Milvus.Protocol.QueryRequest;

namespace Milvus.Tests.Reliability.Limits;

/// <summary>Requests that a server refuses and answers that the client cannot take, because of their size.</summary>
public sealed class SizeTests
{
    private const string TooLarge = "grpc: received message larger than max (1000 vs. 100)";
    private const string TooLargeAnswer = "Received message exceeds the maximum configured message size.";

    [Fact]
    [Failure("L1")]
    public async Task Size_row_that_alone_is_too_large_is_an_error_after_few_calls()
    {
        await using var server = new RecordingServer();
        await using var client = await Clients.ConnectAsync(server.Uri);
        await SmallCollection.CreateAsync(client);
        // Row 37 is refused in each call that has it.
        server.Log.On<InsertRequest, Protocol.MutationResult>("Insert", (_, request, _) =>
            request.FieldsData.Single(data => data.FieldName == "id").Scalars.LongData.Data.Contains(37)
                ? throw new RpcException(new Grpc.Core.Status(StatusCode.ResourceExhausted, TooLarge))
                : Task.FromResult<Protocol.MutationResult?>(null));

        var error = await Assert.ThrowsAsync<MilvusException>(
            () => SmallCollection.InsertAsync(client, Enumerable.Range(0, 64).Select(key => (long)key)));

        Assert.Equal((MilvusErrorId.MessageTooLarge, 37), (error.ErrorId, error.Row));
        Assert.InRange(server.Log.Count("Insert"), 1, 64);
        var keys = new List<long>();
        await foreach (var key in SmallCollection.ReadKeysAsync(client))
        {
            keys.Add(key);
        }

        // What was acknowledged before the row is there, and the error says so.
        Assert.Equal(Enumerable.Range(0, 37).Select(key => (long)key), keys);
        Assert.Contains("Of 64 rows the first 37 are stored", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [Failure("L2")]
    [InlineData(TooLarge)]
    [InlineData(TooLargeAnswer)]
    public async Task Size_page_that_is_too_large_is_asked_for_in_smaller_ones_and_no_row_is_missing(string message)
    {
        await using var server = new RecordingServer();
        await using var client = await Clients.ConnectAsync(server.Uri);
        await SmallCollection.CreateAsync(client);
        await SmallCollection.InsertAsync(client, Enumerable.Range(0, 500).Select(key => (long)key));
        server.Log.On<QueryRequest, QueryResults>("Query", (_, request, _) =>
            int.Parse(request.QueryParams.Single(pair => pair.Key == "limit").Value, System.Globalization.CultureInfo.InvariantCulture) > 90
                ? throw new RpcException(new Grpc.Core.Status(StatusCode.ResourceExhausted, message))
                : Task.FromResult<QueryResults?>(null));

        var keys = new List<long>();
        await foreach (var key in SmallCollection.ReadKeysAsync(client, pageSize: 1000))
        {
            keys.Add(key);
        }

        Assert.Equal(Enumerable.Range(0, 500).Select(key => (long)key), keys);
        // The size that was found is kept.
        Assert.InRange(server.Log.Count("Query"), 1, 20);
    }
}
