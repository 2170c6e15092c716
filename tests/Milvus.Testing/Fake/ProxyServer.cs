using System.Net.Sockets;
using System.Text;

namespace Milvus.Testing.Fake;

/// <summary>A proxy: CONNECT to any name leads to one port of this machine. Requests are the request lines.</summary>
/// <param name="port">The port of the server.</param>
/// <param name="password">user:password of a proxy that requires them.</param>
internal sealed class ProxyServer(int port, string? password = null) : FakeProxy
{
    private volatile bool _silent;

    /// <summary>What it does with requests.</summary>
    internal ProxyAnswer Answer { get; set; }

    internal Uri Uri => new($"http://127.0.0.1:{Port}");

    /// <summary>From now on, it forwards nothing, and closes nothing.</summary>
    internal void BeSilent() => _silent = true;

    private protected override async Task ServeAsync(NetworkStream stream)
    {
        var headers = await ReadHeadersAsync(stream);
        Requests.Enqueue(headers.Split("\r\n")[0]);
        var permitted = password is null
            || headers.Contains($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(password))}", StringComparison.Ordinal);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Reply(permitted ? Answer : ProxyAnswer.RequirePassword)));
        if (permitted && Answer == ProxyAnswer.Tunnel)
        {
            using var server = await ConnectAsync(port);
            await Task.WhenAny(ForwardAsync(stream, server), ForwardAsync(server, stream));
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
