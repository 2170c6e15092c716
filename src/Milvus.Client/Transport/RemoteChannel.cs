using System.Net.Security;
using Grpc.Net.Client;
using Milvus.Core.Calls;

namespace Milvus.Client.Transport;

/// <summary>Creates the HTTP/2 channel to a server.</summary>
internal static class RemoteChannel
{
    /// <summary>The library's default limit of 4 MB is less than a page of vectors.</summary>
    private const int LargestAnswer = 512 * 1024 * 1024;

    // While the library waits to connect again, by default up to two minutes, each call fails with the reason of the last try, also if the
    // server is back. The attempts of a call take about two seconds.
    private static readonly TimeSpan _firstReconnect = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _longestReconnect = TimeSpan.FromMilliseconds(500);

    internal static GrpcChannel Create(ServerAddress address, ConnectOptions options, TlsCheck tls, ProxyRoute? route) =>
        GrpcChannel.ForAddress(address.Uri, new GrpcChannelOptions
        {
            HttpHandler = CreateHandler(address, options, tls, route, isHttp2: true),
            DisposeHttpClient = true,
            MaxReceiveMessageSize = LargestAnswer,
            MaxSendMessageSize = null,
            InitialReconnectBackoff = _firstReconnect,
            MaxReconnectBackoff = _longestReconnect,
        });

    /// <summary>Creates HTTP handlers with the certificates of a connection.</summary>
    internal static HttpMessageHandler CreateHandler(
        ServerAddress address,
        ConnectOptions options,
        TlsCheck tls,
        ProxyRoute? route,
        bool isHttp2)
    {
        var sockets = new SocketsHttpHandler
        {
            ConnectTimeout = options.ConnectTimeout,
            // Without pings, a lost peer is detected only after 15 minutes.
            KeepAlivePingDelay = options.KeepAlive,
            KeepAlivePingTimeout = options.KeepAlive / 2,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.Always,
            EnableMultipleHttp2Connections = true,
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
        };
        if (address.IsTls)
        {
            sockets.SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = tls.Validate,
                LocalCertificateSelectionCallback = tls.Select,
            };
            if (options.ClientCertificate is { } certificate)
            {
                sockets.SslOptions.ClientCertificates = [certificate];
            }
        }

        if (route is not null)
        {
            var tunnel = new ProxyTunnel(route, address.Uri);
            sockets.Proxy = route;
            sockets.UseProxy = !isHttp2 || address.IsTls || !route.IsHttp;
            sockets.ConnectCallback = sockets.UseProxy ? tunnel.DialAsync : tunnel.ConnectAsync;
        }

        return options.ServerName is { Length: > 0 } name && address.IsTls ? new NamedHost(name, sockets) : sockets;
    }

    /// <summary>
    /// The handler takes the name for SNI and for the certificate from the Host header; SslOptions.TargetHost is overwritten.
    /// </summary>
    private sealed class NamedHost(string name, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Host = name;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
