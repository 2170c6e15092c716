using System.Net.Sockets;
using Milvus.Client.Errors;

namespace Milvus.Client.Transport;

/// <summary>Explains what listens at an address instead of Milvus, if the failed call does not show it.</summary>
internal static class ConnectFailure
{
    internal static async Task<MilvusException> ExplainAsync(
        MilvusException error,
        ServerAddress address,
        Connection connection,
        CancellationToken token)
    {
        if (error.ErrorId == MilvusErrorId.Timeout)
        {
            return Replace(
                error,
                MilvusErrorId.ServerUnavailable,
                $"{TransportFailure.Name(connection)} does not answer within the time to connect. {error.Message}",
                TransportFailure.GetAction(connection));
        }

        // A probe would connect directly.
        var isClear = connection.Route is not null || IsClear(error, connection.Tls);
        return isClear ? error : await PortProbe.AskAsync(address.Uri, token).ConfigureAwait(false) switch
        {
            PortProbe.Speaks.Tls when !address.IsTls => Replace(
                error, MilvusErrorId.TlsFailed, $"{address} uses TLS.", $"Use https://{address.Uri.Authority}."),
            PortProbe.Speaks.PlainHttp2 when address.IsTls => Replace(
                error,
                MilvusErrorId.TlsFailed,
                $"{address} does not use TLS.",
                $"Use http://{address.Uri.Authority}, or enable TLS on the server."),
            PortProbe.Speaks.Web => Replace(
                error,
                MilvusErrorId.ServerUnavailable,
                $"{address} is a web server, not Milvus' gRPC port.",
                "Milvus listens for gRPC on port 19530; other ports are its REST or metrics interface."),
            _ when error.ErrorId == MilvusErrorId.NotSupportedByServerVersion => Replace(
                error,
                MilvusErrorId.NotSupportedByServerVersion,
                $"{address} does not look like a Milvus server (or is older than 2.2.9): it does not implement Connect.",
                "Check the port: Milvus listens on 19530."),
            _ => error,
        };
    }

    // A refused certificate, a closed port and an unknown host have clear errors, and Milvus' own errors come from Milvus.
    private static bool IsClear(MilvusException error, TlsCheck? tls) =>
        tls?.Failure is not null
        || Causes.Find<TimeoutException>(error) is not null
        || Causes.Find<SocketException>(error) is { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound }
        || error.ErrorId is not (MilvusErrorId.ServerUnavailable or MilvusErrorId.TlsFailed or MilvusErrorId.ServerError
            or MilvusErrorId.NotSupportedByServerVersion or MilvusErrorId.ProtocolError);

    private static MilvusException Replace(MilvusException error, string errorId, string message, string action) =>
        new(errorId, message, error)
        {
            Method = error.Method,
            Attempts = error.Attempts,
            RecommendedAction = action,
        };
}
