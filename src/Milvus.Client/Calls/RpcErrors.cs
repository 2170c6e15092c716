using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using Grpc.Core;
using Milvus.Client.Errors;
using Milvus.Client.Transport;
using Milvus.Core.Errors;
using Milvus.Embedded.Errors;

namespace Milvus.Client.Calls;

/// <summary>Converts a failure below Milvus, such as a broken connection, to the exception.</summary>
internal static class RpcErrors
{
    /// <summary>Whether the request certainly never reached the server, so that every call may be retried.</summary>
    internal static bool NeverSent(RpcException error) =>
        Causes.Find<HttpRequestException>(error) switch
        {
            { } failure => failure.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
            // While the gRPC library cannot connect, it fails calls itself, and the direct cause is the error of the socket. An error of an
            // open connection comes from its stream, which wraps it.
            null => error.Status.DebugException is SocketException or TimeoutException,
        };

    internal static MilvusException ToException(RpcException error, string method, int attempts, Connection connection)
    {
        var detail = connection.Secrets.Hide(error.Status.Detail);
        if (Causes.Find<EmbeddedDatabaseException>(error) is { } damaged)
        {
            return Make(damaged.ErrorId, damaged.Message);
        }

        if (Causes.Find<AuthenticationException>(error) is { } handshake)
        {
            var words = connection.Tls?.Failure ?? $"The TLS handshake with {connection.Address} failed: {handshake.Message}";
            return Make(MilvusErrorId.TlsFailed, words, connection.Tls?.Action);
        }

        return error.StatusCode switch
        {
            StatusCode.Unauthenticated when connection.IsEmbedded && !connection.HasCredentials => Make(
                MilvusErrorId.AuthenticationFailed,
                $"'{connection.Address}' has users and requires credentials.",
                "Use -Credential, for example of root; about_Milvus_Embedded describes access for the owner of the file."),
            StatusCode.Unauthenticated => Make(
                MilvusErrorId.AuthenticationFailed,
                $"{connection.Address} refused the credentials: {detail}"),
            StatusCode.PermissionDenied => Make(MilvusErrorId.PermissionDenied, detail),
            StatusCode.Unimplemented => Unimplemented(),
            // A server that declares but does not implement a call returns nil, which its library cannot send.
            StatusCode.Internal when detail.Contains("Marshal called with nil", StringComparison.Ordinal) => Unimplemented(),
            StatusCode.ResourceExhausted => Make(IsSize(detail) ? MilvusErrorId.MessageTooLarge : MilvusErrorId.RateLimited, detail),
            StatusCode.Unavailable => Make(MilvusErrorId.ServerUnavailable, Unreachable(error, detail, connection.Address)),
            StatusCode.AlreadyExists => Make(MilvusErrorId.AlreadyExists, detail),
            StatusCode.InvalidArgument or StatusCode.OutOfRange => Make(MilvusErrorId.InvalidArgument, detail),
            StatusCode.DeadlineExceeded => Make(MilvusErrorId.Timeout, $"The server timed out in {method}: {detail}"),
            StatusCode.Internal when detail.Contains("deserialize", StringComparison.OrdinalIgnoreCase) =>
                Make(MilvusErrorId.ProtocolError, $"The answer to {method} cannot be read: {detail}"),
            StatusCode.Internal or StatusCode.Unknown or StatusCode.Cancelled when Causes.Find<IOException>(error) is not null =>
                Make(MilvusErrorId.ServerUnavailable, $"The connection to {connection.Address} broke: {detail}"),
            StatusCode.Cancelled => Make(MilvusErrorId.Stopped, $"The server cancelled {method}: {detail}"),
            _ => Make(
                MilvusErrorId.ServerError,
                string.Create(CultureInfo.InvariantCulture, $"{method} failed ({error.StatusCode}): {detail}")),
        };

        MilvusException Unimplemented() =>
            connection.IsEmbedded
                ? Make(MilvusErrorId.NotSupportedByEmbedded, $"The embedded engine does not implement {method}.")
                : Make(
                    MilvusErrorId.NotSupportedByServerVersion,
                    $"{connection.Address} ({connection.ServerVersion}) does not implement {method}.");

        MilvusException Make(string errorId, string message, string? action = null) => new(errorId, message, error)
        {
            Reason = detail,
            Method = method,
            Attempts = attempts,
            Retriable = error.StatusCode == StatusCode.Unavailable || errorId == MilvusErrorId.RateLimited,
            RecommendedAction = action ?? DefaultAdvice.Find(errorId),
        };
    }

    private static string Unreachable(RpcException error, string detail, string address)
    {
        if (Causes.Find<SocketException>(error) is { } socket)
        {
            return socket.SocketErrorCode switch
            {
                SocketError.ConnectionRefused => $"No server listens at {address}: the connection was refused.",
                SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain =>
                    $"The host of {address} is unknown: {socket.Message}",
                _ => $"{address} cannot be reached: {socket.Message}",
            };
        }

        return $"{address} is not available: {detail}";
    }

    /// <summary>Whether the answer was too large, so the server has executed the call.</summary>
    internal static bool IsAnswerTooLarge(string detail) =>
        // The server's library cannot send it, or the client's library does not accept it.
        detail.Contains("trying to send message larger than max", StringComparison.OrdinalIgnoreCase)
        || detail.StartsWith("Received message exceeds the maximum", StringComparison.OrdinalIgnoreCase);

    private static bool IsSize(string detail) =>
        detail.Contains("larger than max", StringComparison.OrdinalIgnoreCase)
        || detail.Contains("message size", StringComparison.OrdinalIgnoreCase);
}
