using System.Globalization;
using System.Net.Sockets;
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
            // A time limit of HTTP is that of connecting.
            null => error.Status.DebugException is SocketException || Causes.Find<TimeoutException>(error) is not null,
        };

    internal static MilvusException ToException(RpcException error, string method, int attempts, Connection connection)
    {
        var detail = connection.Secrets.Hide(error.Status.Detail);
        if (Causes.Find<EmbeddedDatabaseException>(error) is { } damaged)
        {
            return Make(damaged.ErrorId, damaged.Message);
        }

        if (!connection.IsEmbedded && TransportFailure.Find(error, connection) is { } failure)
        {
            return Make(failure.ErrorId, failure.Message, failure.Action);
        }

        return error.StatusCode switch
        {
            StatusCode.Unauthenticated when connection.IsEmbedded && !connection.HasCredentials => Make(
                MilvusErrorId.AuthenticationFailed,
                $"'{connection.Address}' has users and requires credentials.",
                "Use -Credential or -Token, for example of root; about_Milvus_Embedded describes access for the owner of the file."),
            StatusCode.Unauthenticated => Make(
                MilvusErrorId.AuthenticationFailed,
                $"{connection.Address} refused the credentials: {detail}"),
            StatusCode.PermissionDenied => Make(MilvusErrorId.PermissionDenied, detail),
            StatusCode.Unimplemented => Unimplemented(),
            // A server that declares but does not implement a call returns nil, which its library cannot send.
            StatusCode.Internal when detail.Contains("Marshal called with nil", StringComparison.Ordinal) => Unimplemented(),
            StatusCode.ResourceExhausted => Make(IsSize(detail) ? MilvusErrorId.MessageTooLarge : MilvusErrorId.RateLimited, detail),
            StatusCode.Unavailable => Make(MilvusErrorId.ServerUnavailable, TransportFailure.Describe(error, detail, connection)),
            StatusCode.AlreadyExists => Make(MilvusErrorId.AlreadyExists, detail),
            StatusCode.InvalidArgument or StatusCode.OutOfRange => Make(MilvusErrorId.InvalidArgument, detail),
            StatusCode.DeadlineExceeded => Make(MilvusErrorId.Timeout, $"The server timed out in {method}: {detail}"),
            StatusCode.Internal when detail.Contains("deserialize", StringComparison.OrdinalIgnoreCase) =>
                Make(MilvusErrorId.ProtocolError, $"The answer to {method} cannot be read: {detail}"),
            StatusCode.Internal or StatusCode.Unknown or StatusCode.Cancelled when Causes.Find<IOException>(error) is not null =>
                Make(
                    MilvusErrorId.ServerUnavailable,
                    $"The connection to {connection.Address} broke: {connection.Secrets.Hide(Causes.Innermost(error).Message)}"),
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

    /// <summary>The milliseconds after which a retry is accepted; 0 if the server does not say, negative if it forbids one.</summary>
    internal static long GetPushBack(RpcException e) =>
        e.Trailers.GetValue("grpc-retry-pushback-ms") is not { } text
            ? 0
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds) ? milliseconds : -1;

    /// <summary>Whether the answer was too large, so the server has executed the call.</summary>
    internal static bool IsAnswerTooLarge(string detail) =>
        // The server's library cannot send it, or the client's library does not accept it.
        detail.Contains("trying to send message larger than max", StringComparison.OrdinalIgnoreCase)
        || detail.StartsWith("Received message exceeds the maximum", StringComparison.OrdinalIgnoreCase);

    private static bool IsSize(string detail) =>
        detail.Contains("larger than max", StringComparison.OrdinalIgnoreCase)
        || detail.Contains("message size", StringComparison.OrdinalIgnoreCase);
}
