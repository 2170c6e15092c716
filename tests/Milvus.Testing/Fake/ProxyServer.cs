using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Milvus.Testing.Fake;

/// <summary>A proxy on a socket: CONNECT to any name leads to one port of this machine.</summary>
internal sealed class ProxyServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private readonly int _port;
    private readonly string? _password;
    private volatile bool _silent;

    /// <param name="port">The port of the server.</param>
    /// <param name="password">user:password of a proxy that requires them.</param>
    internal ProxyServer(int port, string? password = null)
    {
        (_port, _password) = (port, password);
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>What it does with requests.</summary>
    internal ProxyAnswer Answer { get; set; }

    /// <summary>The request lines.</summary>
    internal ConcurrentQueue<string> Requests { get; } = [];

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    internal Uri Uri => new($"http://127.0.0.1:{Port}");

    /// <summary>From now on, it forwards nothing, and closes nothing.</summary>
    internal void BeSilent() => _silent = true;

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var client in _clients)
        {
            client.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync();
                _clients.Add(client);
                _ = ServeAsync(client);
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            var stream = client.GetStream();
            var headers = await ReadHeadersAsync(stream);
            Requests.Enqueue(headers.Split("\r\n")[0]);
            var permitted = _password is null
                || headers.Contains($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(_password))}", StringComparison.Ordinal);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Reply(permitted ? Answer : ProxyAnswer.RequirePassword)));
            if (!permitted || Answer != ProxyAnswer.Tunnel)
            {
                client.Dispose();
                return;
            }

            var server = new TcpClient();
            _clients.Add(server);
            await server.ConnectAsync(IPAddress.Loopback, _port);
            await Task.WhenAny(ForwardAsync(stream, server.GetStream()), ForwardAsync(server.GetStream(), stream));
            client.Dispose();
            server.Dispose();
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException)
        {
            client.Dispose();
        }
    }

    private async Task ForwardAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[81_920];
        while (await from.ReadAsync(buffer) is > 0 and var read)
        {
            if (!_silent)
            {
                await to.WriteAsync(buffer.AsMemory(0, read));
            }
        }
    }

    private static string Reply(ProxyAnswer answer) => answer switch
    {
        ProxyAnswer.Tunnel => "HTTP/1.1 200 Connection established\r\nX-Proxy: fake\r\n\r\n",
        ProxyAnswer.RequirePassword =>
            "HTTP/1.1 407 Authenticate\r\nProxy-Authenticate: Basic realm=\"fake\"\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
        ProxyAnswer.Refuse => "HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
        ProxyAnswer.Garbage => "SSH-2.0-OpenSSH\r\n\r\n",
        _ => string.Empty,
    };

    private static async Task<string> ReadHeadersAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var one = new byte[1];
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one) == 1)
        {
            text.Append((char)one[0]);
        }

        return text.ToString();
    }
}
