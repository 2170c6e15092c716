using Milvus.Core.Calls;
using Milvus.Protocol;
using Milvus.Tests.Client;

namespace Milvus.Tests.Reliability.Network;

/// <summary>The clock of the server differs from that of the client by hours.</summary>
public sealed class ClockSkewTests : FakeServerTest
{
    private static readonly VectorQuery _query = new() { Vectors = [new float[] { 1, 2 }], Limit = 3 };

    [Theory]
    [Failure("N21")]
    [InlineData(-72)]
    [InlineData(72)]
    public async Task ClockSkew_reads_send_the_time_that_the_server_returned_and_never_their_own(int hours)
    {
        // A hybrid timestamp: milliseconds, and 18 bits of a counter.
        var written = (ulong)DateTimeOffset.UtcNow.AddHours(hours).ToUnixTimeMilliseconds() << 18;
        Log.On<InsertRequest, Protocol.MutationResult>("Insert", (_, request, _) => Task.FromResult<Protocol.MutationResult?>(new()
        {
            Status = new Protocol.Status(),
            InsertCnt = request.NumRows,
            Timestamp = written,
            IDs = new IDs { IntId = new LongArray { Data = { 0 } } },
        }));
        Log.On<SearchRequest, SearchResults>(
            "Search", _ => new SearchResults { Status = new Protocol.Status(), Results = new SearchResultData() });

        await Client.SearchAsync(Call, "docs", _query, default);
        await Client.InsertAsync(Call, "docs", null, await BatchAsync(1), default);
        await Client.SearchAsync(Call, "docs", _query, default);

        var sent = Log.Requests.Select(call => call.Request).OfType<SearchRequest>().Select(request => request.GuaranteeTimestamp);
        // The first search asks for what the server has (1), the second one for the write.
        Assert.Equal([1UL, written], sent);
    }
}
