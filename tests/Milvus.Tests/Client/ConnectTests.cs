using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Milvus.Client;
using Milvus.Core.Calls;

namespace Milvus.Tests.Client;

/// <summary>Connecting, and the errors of wrong addresses.</summary>
public sealed class ConnectTests
{
    [Fact]
    [Failure("N1")]
    public async Task Connect_nothing_listens()
    {
        var port = FreePort();
        var watch = Stopwatch.StartNew();
        var error = await FailsAsync(new ConnectOptions { Uri = new Uri($"http://127.0.0.1:{port}") });
        Assert.Equal(MilvusErrorId.ServerUnavailable, error.ErrorId);
        Assert.Contains($"127.0.0.1:{port}", error.Message, StringComparison.Ordinal);
        Assert.Contains("refused", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, error.Attempts);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"It took {watch.Elapsed}.");
    }

    [Fact]
    [Failure("N2")]
    public async Task Connect_port_that_never_answers_ends_in_time()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var watch = Stopwatch.StartNew();
        var error = await FailsAsync(new ConnectOptions { Uri = Address(silent), ConnectTimeout = TimeSpan.FromSeconds(1) });
        Assert.Equal(MilvusErrorId.ServerUnavailable, error.ErrorId);
        Assert.Contains("does not answer", error.Message, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.9, 30);
    }

    [Fact]
    [Failure("N2")]
    public async Task Connect_connecting_can_be_stopped()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var watch = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            MilvusClient.ConnectAsync(new ConnectOptions { Uri = Address(silent) }, CallContext.Default, stop.Token));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"It took {watch.Elapsed}.");
    }

    [Fact]
    [Failure("N7")]
    public async Task Connect_host_nobody_knows_is_named()
    {
        var error = await FailsAsync(new ConnectOptions { Uri = new Uri("http://milvus.invalid:19530") });
        Assert.Equal(MilvusErrorId.ServerUnavailable, error.ErrorId);
        Assert.Contains("milvus.invalid", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Failure("S2")]
    public async Task Connect_user_in_the_uri_is_refused_without_repeating_it()
    {
        var error = await FailsAsync(new ConnectOptions { Uri = new Uri("http://root:CANARY@127.0.0.1:1") });
        Assert.Equal(MilvusErrorId.InvalidArgument, error.ErrorId);
        Assert.Contains("-Credential", error.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://host")]
    [InlineData("unix:/tmp/x")]
    public async Task Connect_other_schemes_are_refused(string uri) =>
        Assert.Equal(MilvusErrorId.InvalidArgument, (await FailsAsync(new ConnectOptions { Uri = new Uri(uri) })).ErrorId);

    [Theory]
    [InlineData("http://host", "http://host:19530")]
    [InlineData("tcp://host", "http://host:19530")]
    [InlineData("http://host:80", "http://host")]
    [InlineData("https://host", "https://host")]
    [InlineData("https://host:19530/db", "https://host:19530")]
    public void Connect_port_is_milvus_own_unless_given(string uri, string address) =>
        Assert.Equal(address, Milvus.Client.Transport.ServerAddress.Parse(new Uri(uri)).ToString());

    [Fact]
    [Failure("S3")]
    public async Task Connect_token_over_plain_http_to_elsewhere_is_warned_of()
    {
        var call = CallContext.Default;
        var options = new ConnectOptions
        {
            Uri = new Uri("http://192.0.2.1:19530"),
            Token = new NetworkCredential(string.Empty, "CANARY").SecurePassword,
            ConnectTimeout = TimeSpan.FromMilliseconds(200),
        };
        await Assert.ThrowsAsync<MilvusException>(() => MilvusClient.ConnectAsync(options, call, default));
        Assert.Contains("unencrypted", Assert.Single(call.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    [Failure("N13")]
    public async Task Connect_wrong_token_fails_at_once()
    {
        await using var fake = OneCollection.Serve();
        fake.Log.On<Protocol.ConnectRequest, Protocol.ConnectResponse>(
            "Connect",
            _ => throw new RpcException(new Status(StatusCode.Unauthenticated, "auth check failure")));
        var error = await FailsAsync(new ConnectOptions { Uri = fake.Uri });
        Assert.Equal(MilvusErrorId.AuthenticationFailed, error.ErrorId);
        Assert.Equal(1, fake.Log.Count("Connect"));
    }

    [Fact]
    [Failure("N11")]
    public async Task Connect_plain_http_to_a_tls_port_is_said_in_words()
    {
        using var authority = TestCertificates.Authority();
        await using var fake = OneCollection.Serve(TestCertificates.Server(authority));
        var error = await FailsAsync(new ConnectOptions { Uri = new Uri($"http://127.0.0.1:{fake.Uri.Port}") });
        Assert.Equal(MilvusErrorId.TlsFailed, error.ErrorId);
        Assert.Contains("https://", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    [Failure("N11")]
    public async Task Connect_tls_to_a_plain_port_is_said_in_words()
    {
        await using var fake = OneCollection.Serve();
        var error = await FailsAsync(new ConnectOptions { Uri = new Uri($"https://127.0.0.1:{fake.Uri.Port}") });
        Assert.Equal(MilvusErrorId.TlsFailed, error.ErrorId);
        Assert.Contains("http://", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    [Failure("N11")]
    public async Task Connect_web_server_is_no_milvus()
    {
        using var web = new RestServer(context => context.Response.WriteAsync("hello"));
        var error = await FailsAsync(new ConnectOptions { Uri = web.Uri });
        Assert.Equal(MilvusErrorId.ServerUnavailable, error.ErrorId);
        Assert.Contains("web server", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Failure("N8")]
    public async Task Connect_certificate_of_an_unknown_authority_is_refused_and_described()
    {
        using var authority = TestCertificates.Authority();
        using var certificate = TestCertificates.Server(authority);
        await using var fake = OneCollection.Serve(certificate);
        var error = await FailsAsync(new ConnectOptions { Uri = fake.Uri });
        Assert.Equal(MilvusErrorId.TlsFailed, error.ErrorId);
        Assert.Contains("CN=localhost", error.Message, StringComparison.Ordinal);
        Assert.Contains("CN=Test authority", error.Message, StringComparison.Ordinal);
        Assert.Contains(certificate.Thumbprint, error.Message, StringComparison.Ordinal);
        Assert.Contains("-CACertificate", error.RecommendedAction, StringComparison.Ordinal);

        await using var trusted = await Connect(new ConnectOptions { Uri = fake.Uri, CACertificates = [authority] });
        Assert.Equal("v2.6.0", trusted.Server.Version);

        var call = CallContext.Default;
        await using var unchecked_ = await MilvusClient.ConnectAsync(
            new ConnectOptions { Uri = fake.Uri, SkipCertificateCheck = true },
            call,
            default);
        Assert.Contains("not checked", Assert.Single(call.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    [Failure("N8")]
    public async Task Connect_expired_certificate_is_refused_even_if_its_authority_is_trusted()
    {
        using var authority = TestCertificates.Authority();
        await using var fake = OneCollection.Serve(TestCertificates.Server(authority, expired: true));
        var error = await FailsAsync(new ConnectOptions { Uri = fake.Uri, CACertificates = [authority] });
        Assert.Equal(MilvusErrorId.TlsFailed, error.ErrorId);
        Assert.Contains("expired", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Failure("N9")]
    public async Task Connect_certificate_for_another_name_needs_that_name()
    {
        using var authority = TestCertificates.Authority();
        await using var fake = OneCollection.Serve(TestCertificates.Server(authority, "milvus.example"));
        var error = await FailsAsync(new ConnectOptions { Uri = fake.Uri, CACertificates = [authority] });
        Assert.Equal(MilvusErrorId.TlsFailed, error.ErrorId);
        Assert.Contains("milvus.example", error.Message, StringComparison.Ordinal);
        Assert.Contains("-ServerName", error.RecommendedAction, StringComparison.Ordinal);
        await using var named = await Connect(
            new ConnectOptions
            {
                Uri = fake.Uri,
                CACertificates = [authority],
                ServerName = "milvus.example",
            });
        Assert.Equal("v2.6.0", named.Server.Version);
    }

    [Fact]
    [Failure("N10")]
    public async Task Connect_client_certificate_is_shown_where_one_is_wanted()
    {
        using var authority = TestCertificates.Authority();
        using var mine = TestCertificates.Server(authority, "me");
        await using var fake = OneCollection.Serve(TestCertificates.Server(authority), requiresClientCertificate: true);
        await FailsAsync(new ConnectOptions { Uri = fake.Uri, CACertificates = [authority] });
        await using var shown = await Connect(
            new ConnectOptions
            {
                Uri = fake.Uri,
                CACertificates = [authority],
                ClientCertificate = mine,
            });
        Assert.Equal("v2.6.0", shown.Server.Version);
    }

    private static Task<MilvusClient> Connect(ConnectOptions options) => MilvusClient.ConnectAsync(options, CallContext.Default, default);

    private static Task<MilvusException> FailsAsync(ConnectOptions options) => Assert.ThrowsAsync<MilvusException>(() => Connect(options));

    private static Uri Address(TcpListener listener) => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
