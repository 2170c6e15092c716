using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Milvus.Client;
using Milvus.Core.Calls;

namespace Milvus.Tests.Client;

/// <summary>TLS handshakes that fail: each error says what is wrong and what to do.</summary>
public sealed class TlsFailureTests : IDisposable
{
    private readonly X509Certificate2 _authority = TestCertificates.Authority();
    private readonly X509Certificate2 _server;

    public TlsFailureTests() => _server = TestCertificates.Server(_authority);

    public void Dispose()
    {
        _server.Dispose();
        _authority.Dispose();
    }

    [Theory]
    [Failure("N10")]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Connect_missing_client_certificate_is_said(SslProtocols protocol)
    {
        using var peer = new TlsPeer(Accepting(protocol, certificate => certificate is not null));

        var error = await FailsAsync(peer, null);

        Assert.Contains("requested a client certificate", error.Message, StringComparison.Ordinal);
        Assert.Contains("-ClientCertificate", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [Failure("N10")]
    [InlineData(SslProtocols.Tls12, false)]
    [InlineData(SslProtocols.Tls12, true)]
    [InlineData(SslProtocols.Tls13, false)]
    [InlineData(SslProtocols.Tls13, true)]
    public async Task Connect_refused_client_certificate_is_named(SslProtocols protocol, bool isReset)
    {
        using var mine = TestCertificates.Server(_authority, "me");
        using var peer = new TlsPeer(Accepting(protocol, _ => false)) { Resets = isReset };

        var error = await FailsAsync(peer, mine);

        Assert.Contains("'CN=me'", error.Message, StringComparison.Ordinal);
        Assert.Contains(mine.Thumbprint, error.Message, StringComparison.Ordinal);
        Assert.Contains("-ClientCertificate", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    [Failure("N10")]
    public async Task Connect_client_certificate_without_its_key_is_refused_before_connecting()
    {
        using var mine = TestCertificates.Server(_authority, "me");
        using var keyless = X509CertificateLoader.LoadCertificate(mine.Export(X509ContentType.Cert));
        using var peer = new TlsPeer(Accepting(SslProtocols.None, _ => true));

        var error = await FailsAsync(peer, keyless);

        Assert.Contains("'CN=me' has no private key", error.Message, StringComparison.Ordinal);
        Assert.Contains("CreateFromPemFile", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [Failure("N11")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connect_peer_without_HTTP2_is_said(bool offersHttp1)
    {
        using var peer = new TlsPeer(new SslServerAuthenticationOptions
        {
            ServerCertificate = _server,
            ApplicationProtocols = offersHttp1 ? [SslApplicationProtocol.Http11] : null,
        });

        var error = await FailsAsync(peer, null);

        Assert.Contains("HTTP/2 (ALPN h2)", error.Message + error.RecommendedAction, StringComparison.Ordinal);
        Assert.StartsWith("Check ", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    [Failure("S14")]
    public async Task Connect_peer_with_TLS_11_only_is_refused()
    {
        using var peer = new TlsPeer(new SslServerAuthenticationOptions
        {
            ServerCertificate = _server,
#pragma warning disable SYSLIB0039, CA5397 // An old server.
            EnabledSslProtocols = SslProtocols.Tls11,
#pragma warning restore SYSLIB0039, CA5397
        });

        var error = await FailsAsync(peer, null);

        Assert.Contains("The TLS handshake with", error.Message, StringComparison.Ordinal);
        Assert.Contains("TLS 1.2", error.RecommendedAction, StringComparison.Ordinal);
    }

    private SslServerAuthenticationOptions Accepting(SslProtocols protocol, Predicate<X509Certificate?> accepts) => new()
    {
        ServerCertificate = _server,
        EnabledSslProtocols = protocol,
        ClientCertificateRequired = true,
        ApplicationProtocols = [SslApplicationProtocol.Http2],
        RemoteCertificateValidationCallback = (_, certificate, _, _) => accepts(certificate),
    };

    private async Task<MilvusException> FailsAsync(TlsPeer peer, X509Certificate2? certificate)
    {
        var options = new ConnectOptions { Uri = peer.Uri, CACertificates = [_authority], ClientCertificate = certificate };
        var error = await Assert.ThrowsAsync<MilvusException>(() => MilvusClient.ConnectAsync(options, CallContext.Default, default));
        Assert.Equal(MilvusErrorId.TlsFailed, error.ErrorId);
        Assert.DoesNotContain("disposed", error.Message, StringComparison.Ordinal);
        return error;
    }
}
