using System.Net;
using Milvus.Client;
using Milvus.Core.Calls;

namespace Milvus.Tests.Client;

/// <summary>Connections through proxies. The name of the server exists only at the proxy.</summary>
public sealed class ProxyTests
{
    private const string Password = "proxy-CANARY";

    // These tests are about the way to the server, not about times: a busy machine may need more than the default.
    private static readonly TimeSpan _patient = TimeSpan.FromMinutes(1);

    private static readonly NetworkCredential _credential = new("us@er", Password);

    [Theory]
    [Failure("N12")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connect_proxy_is_used_for_calls_with_and_without_tls(bool tls)
    {
        using var authority = TestCertificates.Authority();
        await using var fake = OneCollection.Serve(tls ? TestCertificates.Server(authority, "milvus.test") : null);
        using var proxy = new ProxyServer(fake.Uri.Port);
        var call = CallContext.Default;

        await using var client = await MilvusClient.ConnectAsync(
            new ConnectOptions
            {
                Uri = Address(fake, tls),
                Proxy = new WebProxy(proxy.Uri),
                CACertificates = [authority],
                ConnectTimeout = _patient,
            },
            call,
            default);

        Assert.Equal(["docs"], await client.ListCollectionsAsync(CallContext.Default, default));
        Assert.Equal($"CONNECT milvus.test:{fake.Uri.Port} HTTP/1.1", Assert.Single(proxy.Requests));
        Assert.Contains($"through the proxy http://127.0.0.1:{proxy.Port}", string.Join('\n', call.Verbose), StringComparison.Ordinal);
    }

    [Theory]
    [Failure("N12")]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Connect_proxy_gets_its_password_which_no_text_shows(bool tls, bool inAddress)
    {
        using var authority = TestCertificates.Authority();
        await using var fake = OneCollection.Serve(tls ? TestCertificates.Server(authority, "milvus.test") : null);
        using var proxy = new ProxyServer(fake.Uri.Port, $"us@er:{Password}");
        var web = inAddress
            ? new WebProxy(new Uri($"http://us%40er:{Password}@127.0.0.1:{proxy.Port}"))
            : new WebProxy(proxy.Uri) { Credentials = _credential };
        var options = new ConnectOptions
        {
            Uri = Address(fake, tls),
            Proxy = web,
            CACertificates = [authority],
            ConnectTimeout = _patient,
        };
        var call = CallContext.Default;

        await using var client = await MilvusClient.ConnectAsync(options, call, default);
        proxy.Answer = ProxyAnswer.Refuse;
        var error = await Assert.ThrowsAsync<MilvusException>(() => MilvusClient.ConnectAsync(options, call, default));

        Assert.Equal("v2.6.0", client.Server.Version);
        Assert.Contains("refused to connect to it (403)", error.Message, StringComparison.Ordinal);
        var texts = error.ToString() + error.RecommendedAction + string.Join('\n', call.Verbose);
        Assert.DoesNotContain("CANARY", texts, StringComparison.Ordinal);
    }

    [Theory]
    [Failure("N12")]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Connect_socks_proxy_is_used_and_gets_its_password(bool tls, bool asks)
    {
        using var authority = TestCertificates.Authority();
        await using var fake = OneCollection.Serve(tls ? TestCertificates.Server(authority, "milvus.test") : null);
        using var proxy = new SocksServer(fake.Uri.Port, asks ? $"us@er:{Password}" : null);
        var options = new ConnectOptions
        {
            Uri = Address(fake, tls),
            Proxy = new WebProxy(new UriBuilder(proxy.Uri) { UserName = "us%40er", Password = Password }.Uri),
            CACertificates = [authority],
            ConnectTimeout = _patient,
        };

        await using var client = await MilvusClient.ConnectAsync(options, CallContext.Default, default);

        Assert.Equal(["docs"], await client.ListCollectionsAsync(CallContext.Default, default));
        Assert.Equal($"milvus.test:{fake.Uri.Port}", Assert.Single(proxy.Requests));
    }

    [Fact]
    [Failure("N12")]
    public async Task Connect_socks_proxy_that_refuses_the_password_is_named_without_it()
    {
        await using var fake = OneCollection.Serve();
        using var proxy = new SocksServer(fake.Uri.Port, "other:word");

        var error = await FailsAsync(new ConnectOptions
        {
            Uri = Address(fake, tls: false),
            Proxy = new WebProxy(new UriBuilder(proxy.Uri) { UserName = "user", Password = Password }.Uri),
        });

        Assert.Equal(MilvusErrorId.ServerUnavailable, error.ErrorId);
        Assert.Contains(proxy.Uri.GetLeftPart(UriPartial.Authority), error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, fake.Log.Count("Connect"));
    }

    [Theory]
    [Failure("N12")]
    [InlineData(false, ProxyAnswer.RequirePassword, "requires a user and a password, or refused them (407)")]
    [InlineData(true, ProxyAnswer.RequirePassword, "requires a user and a password, or refused them (407)")]
    [InlineData(false, ProxyAnswer.Refuse, "refused to connect to it (403)")]
    [InlineData(true, ProxyAnswer.Refuse, "refused to connect to it (403)")]
    [InlineData(false, ProxyAnswer.Garbage, "does not answer as an HTTP proxy")]
    [InlineData(true, ProxyAnswer.Garbage, "does not answer as an HTTP proxy")]
    [InlineData(false, ProxyAnswer.Close, "closed the connection without an answer")]
    [InlineData(true, ProxyAnswer.Close, "closed the connection without an answer")]
    public async Task Connect_failure_of_the_proxy_names_it(bool tls, ProxyAnswer answer, string text)
    {
        await using var fake = OneCollection.Serve();
        using var proxy = new ProxyServer(fake.Uri.Port) { Answer = answer };

        var error = await FailsAsync(new ConnectOptions
        {
            Uri = Address(fake, tls),
            Proxy = new WebProxy(proxy.Uri) { Credentials = _credential },
        });

        Assert.Equal(MilvusErrorId.ServerUnavailable, error.ErrorId);
        Assert.Contains($"http://127.0.0.1:{proxy.Port}", error.Message, StringComparison.Ordinal);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
        Assert.Contains("-NoProxy", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains(tls ? "https_proxy" : "variable http_proxy", error.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, fake.Log.Count("Connect"));
    }

    [Theory]
    [Failure("N7")]
    [InlineData("http://milvus.test:19530")]
    [InlineData("https://milvus.test")]
    public async Task Connect_proxy_that_does_not_exist_is_named(string uri)
    {
        var proxy = new ProxyServer(1);
        var address = proxy.Uri;
        proxy.Dispose();

        var error = await FailsAsync(new ConnectOptions { Uri = new Uri(uri), Proxy = new WebProxy(address) });

        Assert.Equal(MilvusErrorId.ServerUnavailable, error.ErrorId);
        var name = address.GetLeftPart(UriPartial.Authority);
        Assert.Contains($"the proxy {name} cannot be reached", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_proxy_with_tls_is_refused_for_a_server_without()
    {
        var error = await FailsAsync(new ConnectOptions
        {
            Uri = new Uri("http://milvus.test:19530"),
            Proxy = new WebProxy(new Uri("https://127.0.0.1:1")),
        });

        Assert.Equal(MilvusErrorId.ServerUnavailable, error.ErrorId);
        Assert.Contains("the proxy https://127.0.0.1:1 uses TLS", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [Failure("N12")]
    [InlineData("http://127.0.0.1", false)]
    [InlineData("http://localhost", false)]
    [InlineData("http://milvus.invalid", true)]
    [InlineData("https://milvus.invalid", true)]
    public async Task Connect_loopback_bypassed_names_and_NoProxy_are_direct(string host, bool noProxy)
    {
        await using var fake = OneCollection.Serve();
        using var proxy = new ProxyServer(fake.Uri.Port);
        var uri = new Uri($"{host}:{fake.Uri.Port}");

        await TryAsync(new ConnectOptions { Uri = uri, Proxy = new WebProxy(proxy.Uri), NoProxy = noProxy });
        await TryAsync(new ConnectOptions { Uri = uri, Proxy = new WebProxy(proxy.Uri, false, ["milvus\\.invalid"]) });

        Assert.Empty(proxy.Requests);
    }

    [Fact]
    [Failure("N6")]
    public async Task Connect_silent_peer_of_a_connection_ends_after_two_attempts()
    {
        await using var fake = OneCollection.Serve();
        using var proxy = new ProxyServer(fake.Uri.Port);
        await using var client = await MilvusClient.ConnectAsync(
            new ConnectOptions
            {
                Uri = Address(fake, tls: false),
                Proxy = new WebProxy(proxy.Uri),
                KeepAlive = TimeSpan.FromSeconds(2),
                ConnectTimeout = TimeSpan.FromSeconds(30),
            },
            CallContext.Default,
            default);

        proxy.BeSilent();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var error = await Assert.ThrowsAsync<MilvusException>(() => client.ListCollectionsAsync(CallContext.Default, default));

        Assert.Equal((MilvusErrorId.ServerUnavailable, 2), (error.ErrorId, error.Attempts));
        // Not before the server was silent for the given time, and not as late as without pings.
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(40));
        Assert.Equal(TimeSpan.FromSeconds(10), new ConnectOptions().KeepAlive);
    }

    private static async Task TryAsync(ConnectOptions options)
    {
        try
        {
            await using var client = await MilvusClient.ConnectAsync(options, CallContext.Default, default);
        }
        catch (MilvusException failure)
        {
            // A name that does not exist shows that the connection was direct.
            Assert.Contains("is unknown", failure.Message, StringComparison.Ordinal);
        }
    }

    private static Uri Address(RecordingServer fake, bool tls) => new($"{(tls ? "https" : "http")}://milvus.test:{fake.Uri.Port}");

    private static Task<MilvusException> FailsAsync(ConnectOptions options) =>
        Assert.ThrowsAsync<MilvusException>(() => MilvusClient.ConnectAsync(options, CallContext.Default, default));
}
