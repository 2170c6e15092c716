using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Milvus.Client.Transport;

/// <summary>
/// Connections through a proxy. .NET itself tunnels those with TLS. It has no HTTP/2 without TLS through a proxy, so such a server is
/// reached by CONNECT (RFC 9110, section 9.3.6), as other clients of Milvus do.
/// </summary>
internal sealed class ProxyTunnel(ProxyRoute route, Uri server)
{
    private const int MaxAnswer = 64 * 1024;

    private static readonly byte[] _endOfHeaders = "\r\n\r\n"u8.ToArray();

    /// <summary>
    /// Connects to what .NET selected. The gRPC library connects to the server itself, whatever the proxy, unless a handler has a callback.
    /// </summary>
    internal async ValueTask<Stream> DialAsync(SocketsHttpConnectionContext context, CancellationToken token) =>
        await DialAsync(context.DnsEndPoint, token).ConfigureAwait(false);

    /// <summary>Connects to the server by CONNECT.</summary>
    internal async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken token)
    {
        _ = context;
        if (route.Proxy.Scheme != Uri.UriSchemeHttp)
        {
            throw new ProxyException($"the proxy {route} uses TLS, which works only with a server that uses TLS, too");
        }

        var stream = await DialAsync(new DnsEndPoint(route.Proxy.IdnHost, route.Proxy.Port), token).ConfigureAwait(false);
        try
        {
            await stream.WriteAsync(CreateRequest(), token).ConfigureAwait(false);
            var status = await ReadStatusAsync(stream, token).ConfigureAwait(false);
            return status is >= 200 and < 300 ? stream : throw new ProxyException(route.Explain(status));
        }
        catch (Exception failure)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            if (failure is IOException and not ProxyException)
            {
                throw new ProxyException($"the connection to the proxy {route} broke", failure);
            }

            throw;
        }
    }

    private async Task<Stream> DialAsync(DnsEndPoint target, CancellationToken token)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(target, token).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception failure)
        {
            socket.Dispose();
            if (failure is SocketException)
            {
                throw new ProxyException($"the proxy {route} cannot be reached: {failure.Message}", failure);
            }

            throw;
        }
    }

    private byte[] CreateRequest()
    {
        var host = server.HostNameType == UriHostNameType.IPv6 ? server.Host : server.IdnHost;
        var authority = string.Create(CultureInfo.InvariantCulture, $"{host}:{server.Port}");
        var header = string.Empty;
        if (route.Credentials?.GetCredential(route.Proxy, "Basic") is { } credential)
        {
            var secret = Encoding.UTF8.GetBytes($"{credential.UserName}:{credential.Password}");
            header = $"Proxy-Authorization: Basic {Convert.ToBase64String(secret)}\r\n";
        }

        return Encoding.ASCII.GetBytes($"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n{header}\r\n");
    }

    // The bytes behind the headers belong to the server, so not one too many is read.
    private async Task<int> ReadStatusAsync(Stream stream, CancellationToken token)
    {
        var answer = new List<byte>();
        var one = new byte[1];
        while (!EndsHeaders(answer))
        {
            if (answer.Count == MaxAnswer || await stream.ReadAsync(one, token).ConfigureAwait(false) == 0)
            {
                throw NotAProxy(answer.Count);
            }

            answer.Add(one[0]);
        }

        var line = Encoding.ASCII.GetString([.. answer.TakeWhile(letter => letter != (byte)'\r')]).Split(' ', 3);
        return line.Length >= 2
            && line[0].StartsWith("HTTP/1.", StringComparison.Ordinal)
            && int.TryParse(line[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status)
                ? status
                : throw NotAProxy(answer.Count);
    }

    private ProxyException NotAProxy(int bytes) => new(bytes == 0 ? route.ExplainNoAnswer() : route.ExplainNoProxy());

    private static bool EndsHeaders(List<byte> answer) =>
        answer.Count >= _endOfHeaders.Length && answer.TakeLast(_endOfHeaders.Length).SequenceEqual(_endOfHeaders);
}
