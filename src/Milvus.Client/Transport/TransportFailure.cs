using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.RegularExpressions;
using Milvus.Client.Errors;

namespace Milvus.Client.Transport;

/// <summary>What failed below HTTP/2: the way through a proxy, the TLS handshake, or the start of HTTP/2.</summary>
/// <param name="ErrorId">The id of the error.</param>
/// <param name="Message">The message.</param>
/// <param name="Action">What to do; null for the advice of the id.</param>
internal sealed partial record TransportFailure(string ErrorId, string Message, string? Action)
{
    /// <summary>The failure in the causes of an exception; null if the failure is another one.</summary>
    internal static TransportFailure? Find(Exception error, Connection connection)
    {
        var request = Causes.Find<HttpRequestException>(error);
        if (connection.Route is { } route && FindProxyFault(error, route, connection.Identifier is null) is { } fault)
        {
            return new(MilvusErrorId.ServerUnavailable, $"{connection.Address} cannot be reached: {fault}.", route.Action);
        }

        if (Causes.Find<AuthenticationException>(error) is { } handshake)
        {
            return connection.Tls?.Failure is { } refusal
                ? new(MilvusErrorId.TlsFailed, refusal, connection.Tls.Action)
                : connection.Tls?.ExplainEnd(connection.Address) ?? new(
                    MilvusErrorId.TlsFailed,
                    $"The TLS handshake with {connection.Address} failed: {Causes.Innermost(handshake).Message}",
                    "Check that the server uses TLS 1.2 or TLS 1.3 with HTTP/2 (ALPN h2) on this port; see also -CACertificate, "
                        + "-ClientCertificate and -ServerName.");
        }

        if (request is null && Causes.Find<TimeoutException>(error) is not null)
        {
            return new(
                MilvusErrorId.ServerUnavailable, $"{Name(connection)} does not answer within the time to connect.", GetAction(connection));
        }

        if (request is { HttpRequestError: HttpRequestError.VersionNegotiationError } && connection.Tls is not null)
        {
            return new(
                MilvusErrorId.TlsFailed,
                $"{connection.Address} uses TLS, but does not offer HTTP/2 (ALPN h2), which gRPC requires.",
                "Check the port, and enable HTTP/2 on load balancers in front of the server.");
        }

        // Until the first answer, the server may still have refused the certificate: with TLS 1.3, it does so after the handshake.
        return connection.Identifier is null && request is not null && IsEnd(Causes.Find<SocketException>(error))
            ? connection.Tls?.ExplainEnd(connection.Address)
            : null;
    }

    // A server that closes the connection before it has read all is seen as a reset or as a broken pipe, which .NET calls Shutdown.
    private static bool IsEnd(SocketException? error) => error is null
        or { SocketErrorCode: SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown };

    /// <summary>Why a connection could not be made or broke, in words for users.</summary>
    internal static string Describe(Exception error, string detail, Connection connection)
    {
        var server = Name(connection);
        if (Causes.Find<SocketException>(error) is { } socket)
        {
            return socket.SocketErrorCode switch
            {
                SocketError.ConnectionRefused => $"No server listens at {server}: the connection was refused.",
                SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain =>
                    $"The host of {server} is unknown: {socket.Message}",
                _ => $"{server} cannot be reached: {socket.Message}",
            };
        }

        return Causes.Find<HttpRequestException>(error) switch
        {
            { HttpRequestError: HttpRequestError.SecureConnectionError } => $"{server} closed the connection during the TLS handshake.",
            { } when Causes.Find<ObjectDisposedException>(error) is not null =>
                $"{server} closed the connection before it answered as an HTTP/2 server.",
            { } request => $"{server} is not available: {Causes.Innermost(request).Message}",
            null => $"{server} is not available: {detail}",
        };
    }

    /// <summary>What to do if the server does not answer.</summary>
    internal static string GetAction(Connection connection) => connection.Route?.Action ?? "Check the address, and firewalls on the way.";

    /// <summary>The server in messages, with the proxy on the way to it.</summary>
    internal static string Name(Connection connection) =>
        connection.Route is { } route ? $"{connection.Address} (through the proxy {route})" : connection.Address;

    /// <summary>What the proxy did wrong; null if the failure is another one.</summary>
    /// <param name="isFirst">Whether the server has not answered before on this connection.</param>
    internal static string? FindProxyFault(Exception error, ProxyRoute route, bool isFirst)
    {
        if (Causes.Find<ProxyException>(error) is { } fault)
        {
            return fault.Message;
        }

        return Causes.Find<HttpRequestException>(error) switch
        {
            // .NET has the status only in the text.
            { HttpRequestError: HttpRequestError.ProxyTunnelError } request =>
                StatusInQuotes().Match(request.Message) is { Success: true } match
                    ? route.Explain(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))
                    : $"the proxy {route} did not connect to it: {request.Message.TrimEnd('.')}",
            // Servers answer in HTTP/2, which has no status line.
            { HttpRequestError: HttpRequestError.InvalidResponse } => route.ExplainNoProxy(),
            { } when isFirst && Causes.Find<HttpIOException>(error) is { HttpRequestError: HttpRequestError.ResponseEnded } =>
                route.ExplainNoAnswer(),
            _ => null,
        };
    }

    [GeneratedRegex("'([0-9]{3})'", RegexOptions.CultureInvariant)]
    private static partial Regex StatusInQuotes();
}
