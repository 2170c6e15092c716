using Microsoft.AspNetCore.Http;
using Milvus.Client;
using Milvus.Core.Calls;

namespace Milvus.Tests.Client;

/// <summary>The REST calls keep the certificates and the retry contract of the connection.</summary>
public sealed class RestTests
{
    [Fact]
    public async Task Rest_authority_that_the_connection_trusts_is_trusted_and_no_other()
    {
        using var authority = TestCertificates.Authority();
        using var certificate = TestCertificates.Server(authority);
        await using var fake = OneCollection.Serve(certificate);
        using var rest = new RestServer(
            context => context.Response.WriteAsync("""{ "code": 0, "data": { "jobId": "7", "state": "Completed" } }"""),
            certificate);
        using var other = TestCertificates.Authority();
        using var another = TestCertificates.Server(other);
        using var stranger = new RestServer(context => context.Response.WriteAsync("{}"), another);
        await using var client = await MilvusClient.ConnectAsync(
            new ConnectOptions { Uri = fake.Uri, CACertificates = [authority] },
            CallContext.Default,
            default);

        var job = await client.GetRestImportAsync(CallContext.Default, rest.Uri, "7", default);
        var refused = await Assert.ThrowsAsync<MilvusException>(() =>
            client.GetRestImportAsync(CallContext.Default, stranger.Uri, "7", default));

        Assert.Equal("Completed", job.State);
        Assert.Equal(MilvusErrorId.TlsFailed, refused.ErrorId);
        Assert.Contains("not trusted", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rest_read_that_breaks_is_sent_again_and_a_start_that_breaks_is_not()
    {
        var asked = 0;
        await using var fake = OneCollection.Serve();
        using var rest = new RestServer(async context =>
        {
            if (++asked < 3)
            {
                context.Abort();
                return;
            }

            await context.Response.WriteAsync("""{ "code": 0, "data": { "jobId": "7" } }""");
        });
        await using var client = await Clients.ConnectAsync(fake.Uri);

        var job = await client.GetRestImportAsync(CallContext.Default, rest.Uri, "7", default);
        Assert.Equal(("7", 3), (job.JobId, asked));

        asked = 0;
        var import = new ImportRequest { Collection = "docs", Files = ["a.json"] };
        var failure = await Assert.ThrowsAsync<MilvusException>(() =>
            client.StartRestImportAsync(CallContext.Default, rest.Uri, import, default));
        Assert.Equal(MilvusErrorId.WriteOutcomeUnknown, failure.ErrorId);
        Assert.Equal(1, asked);
    }

    /// <summary>The engine's server and gRPC servers written in C answer an HTTP/1.1 request differently.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rest_server_that_speaks_only_gRPC_is_not_supported_and_its_outcome_is_known(bool isKestrel)
    {
        await using var fake = OneCollection.Serve();
        await using var cut = new GrpcOnlyPort(fake.Uri);
        await using var client = await Clients.ConnectAsync(fake.Uri);
        var address = isKestrel ? fake.Uri : cut.Uri;

        foreach (var call in (Func<Task>[])
        [
            () => client.GetRestImportAsync(CallContext.Default, address, "7", default),
            () => client.AbortImportAsync(CallContext.Default, address, "7", default),
            () => client.StartRestImportAsync(
                CallContext.Default, address, new ImportRequest { Collection = "docs", Files = ["a.json"] }, default),
        ])
        {
            var failure = await Assert.ThrowsAsync<MilvusException>(call);

            Assert.Equal((MilvusErrorId.NotSupported, 1), (failure.ErrorId, failure.Attempts));
            Assert.Contains("has no REST interface", failure.Message, StringComparison.Ordinal);
            Assert.Contains("-RestUri", failure.RecommendedAction, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Rest_time_limit_and_the_token_end_a_call_that_is_not_answered()
    {
        await using var fake = OneCollection.Serve();
        using var rest = new RestServer(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        await using var client = await Clients.ConnectAsync(fake.Uri);
        var limit = new CallContext { Deadline = DateTime.UtcNow.AddSeconds(1), Timeout = TimeSpan.FromSeconds(1) };
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        var late = await Assert.ThrowsAsync<MilvusException>(() => client.GetRestImportAsync(limit, rest.Uri, "7", default));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            client.GetRestImportAsync(CallContext.Default, rest.Uri, "7", stop.Token));

        Assert.Equal(MilvusErrorId.Timeout, late.ErrorId);
    }
}
