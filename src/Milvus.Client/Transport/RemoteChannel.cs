using System.Net.Security;
using Grpc.Net.Client;
using Milvus.Core.Calls;

namespace Milvus.Client.Transport;

/// <summary>Creates the HTTP/2 channel to a server.</summary>
internal static class RemoteChannel
{
    /// <summary>The library's default limit of 4 MB is less than a page of vectors.</summary>
    private const int LargestAnswer = 512 * 1024 * 1024;

    internal static GrpcChannel Create(ServerAddress address, ConnectOptions options, TlsCheck tls) =>
        GrpcChannel.ForAddress(address.Uri, new GrpcChannelOptions
        {
            HttpHandler = CreateHandler(address, options, tls),
            DisposeHttpClient = true,
            MaxReceiveMessageSize = LargestAnswer,
            MaxSendMessageSize = null,
        });

    /// <summary>Creates HTTP handlers with the certificates of a connection.</summary>
    internal static HttpMessageHandler CreateHandler(ServerAddress address, ConnectOptions options, TlsCheck tls)
    {
        var sockets = new SocketsHttpHandler
        {
            ConnectTimeout = options.ConnectTimeout,
            // Without pings, a lost peer is detected only after 15 minutes.
            KeepAlivePingDelay = TimeSpan.FromSeconds(10),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(5),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.Always,
            EnableMultipleHttp2Connections = true,
            UseProxy = !address.IsLoopback && !options.NoProxy,
            AllowAutoRedirect = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
        };
        if (address.IsTls)
        {
            sockets.SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = tls.Validate };
            if (options.ClientCertificate is { } certificate)
            {
                sockets.SslOptions.ClientCertificates = [certificate];
            }
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
