using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Milvus.Client.Transport;

/// <summary>Detects what listens at a port after a failed call.</summary>
internal static class PortProbe
{
    private const int AnswerSize = 9;

    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(2);

    internal enum Speaks
    {
        /// <summary>Unknown.</summary>
        Unknown,

        /// <summary>TLS.</summary>
        Tls,

        /// <summary>HTTP/1: a web server, or Milvus' REST or metrics port.</summary>
        Web,

        /// <summary>HTTP/2 without TLS, as gRPC uses it.</summary>
        PlainHttp2,
    }

    internal static async Task<Speaks> AskAsync(Uri address, CancellationToken token)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(token);
        limited.CancelAfter(_limit);
        try
        {
            if (await SpeaksTlsAsync(address, limited.Token).ConfigureAwait(false))
            {
                return Speaks.Tls;
            }

            return await SpeaksPlainAsync(address, limited.Token).ConfigureAwait(false);
        }
        catch (Exception e)
            when (e is SocketException or IOException || (e is OperationCanceledException && !token.IsCancellationRequested))
        {
            // The failed call is the error; the probe only adds information.
            return Speaks.Unknown;
        }
    }

    private static async Task<bool> SpeaksTlsAsync(Uri address, CancellationToken token)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.IdnHost, address.Port, token).ConfigureAwait(false);
        // Only the handshake uses this connection, so any certificate is accepted.
#pragma warning disable CA5359
        var tls = new SslStream(socket.GetStream(), false, static (_, _, _, _) => true);
#pragma warning restore CA5359
        await using (tls.ConfigureAwait(false))
        {
            try
            {
                await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = address.IdnHost }, token)
                    .ConfigureAwait(false);
                return true;
            }
            catch (Exception e) when (e is AuthenticationException or IOException)
            {
                return false;
            }
        }
    }

    private static async Task<Speaks> SpeaksPlainAsync(Uri address, CancellationToken token)
    {
        // The preface of HTTP/2 and an empty SETTINGS frame: HTTP/2 answers with a frame of that type.
        byte[] preface = [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, 0, 0, 0, 4, 0, 0, 0, 0, 0];
        var frame = await SendAsync(address, preface, token).ConfigureAwait(false);
        if (frame.Length == AnswerSize && frame[3] == 4)
        {
            return Speaks.PlainHttp2;
        }

        var request = Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: {address.IdnHost}\r\nConnection: close\r\n\r\n");
        var status = await SendAsync(address, request, token).ConfigureAwait(false);
        return Encoding.ASCII.GetString(status).StartsWith("HTTP/1", StringComparison.Ordinal) ? Speaks.Web : Speaks.Unknown;
    }

    private static async Task<byte[]> SendAsync(Uri address, byte[] bytes, CancellationToken token)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.IdnHost, address.Port, token).ConfigureAwait(false);
        var stream = socket.GetStream();
        await stream.WriteAsync(bytes, token).ConfigureAwait(false);
        var answer = new byte[AnswerSize];
        var read = await stream.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, token).ConfigureAwait(false);
        return answer[..read];
    }
}
