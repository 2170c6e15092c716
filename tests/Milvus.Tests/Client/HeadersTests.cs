using System.Text;
using Milvus.Core.Calls;

namespace Milvus.Tests.Client;

public sealed class HeadersTests : FakeServerTest
{
    [Fact]
    public async Task Headers_every_call_says_who_and_which_database()
    {
        await Client.ListCollectionsAsync(Call, default);
        await Client.ListCollectionsAsync(new CallContext { Database = "other" }, default);
        await Client.ListCollectionsAsync(Call, default);
        var calls = Log.Requests.ToArray();
        var handshake = Assert.IsType<Protocol.ConnectRequest>(calls[0].Request);
        Assert.Equal("PowerShell", handshake.ClientInfo.SdkType);
        Assert.Equal("root", handshake.ClientInfo.User);
        Assert.Null(calls[0].Header("identifier"));
        Assert.All(calls[1..], call => Assert.Equal("42", call.Header("identifier")));
        Assert.All(
            calls,
            call => Assert.Equal(Convert.ToBase64String(Encoding.UTF8.GetBytes("root:CANARY-secret")), call.Header("authorization")));
        Assert.All(
            calls,
            call =>
                Assert.True(
                    long.Parse(call.Header("client-request-unixmsec")!, System.Globalization.CultureInfo.InvariantCulture)
                        > 1_700_000_000_000));
        Assert.Equal(calls.Length, calls.Select(call => call.Header("client-request-id")).Distinct().Count());
        Assert.Equal(["", "other", ""], calls[^3..].Select(call => call.Header("dbname")));
    }

    [Fact]
    public async Task Headers_database_of_the_connection_goes_with_every_call()
    {
        await using var client = await Clients.ConnectAsync(Fake.Uri, database: "mine");
        await client.ListCollectionsAsync(Call, default);
        Assert.Equal("mine", Log.Requests.Last().Header("dbname"));
        Assert.Equal("mine", client.Database);
    }

    [Fact]
    public async Task Headers_database_name_that_no_header_carries_is_refused()
    {
        var error = await FailsAsync(() => Client.ListCollectionsAsync(new CallContext { Database = "日本" }, default));
        Assert.Equal(MilvusErrorId.InvalidArgument, error.ErrorId);
    }

    [Fact]
    public async Task Headers_what_the_server_says_of_itself_is_kept()
    {
        Assert.Equal(
            ("v2.6.0", "milvus", "FAKE", "abc"),
            (Client.Server.Version, Client.Server.Type, Client.Server.DeployMode, Client.Server.GitCommit));
        Fake.ActAsMilvus("v2.7.0");
        Assert.Equal("v2.7.0", (await Client.GetServerAsync(Call, default)).Version);
    }

    [Fact]
    [Failure("S1")]
    public async Task Headers_secret_that_the_server_echoes_is_masked()
    {
        Log.On<Protocol.ShowCollectionsRequest, Protocol.ShowCollectionsResponse>(
            "ShowCollections",
            _ => new Protocol.ShowCollectionsResponse
            {
                Status = new Protocol.Status { Code = 65535, Reason = "bad token root:CANARY-secret" },
            });
        var error = await FailsAsync(() => Client.ListCollectionsAsync(Call, default));
        Assert.DoesNotContain("CANARY", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", string.Concat(Call.Verbose), StringComparison.Ordinal);
    }
}
