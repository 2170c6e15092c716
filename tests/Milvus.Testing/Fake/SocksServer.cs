using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Milvus.Testing.Fake;

/// <summary>A SOCKS 5 proxy on a socket: a connection to any name leads to one port of this machine.</summary>
internal sealed class SocksServer : IDisposable
{
    private const byte Version = 5;
    private const byte NoPassword = 0;
    private const byte AsksPassword = 2;
    private const byte NoMethod = 255;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private readonly int _port;
    private readonly string? _password;

    /// <param name="port">The port of the server.</param>
    /// <param name="password">user:password of a proxy that requires them.</param>
    internal SocksServer(int port, string? password = null)
    {
        (_port, _password) = (port, password);
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>The servers that were asked for, as name:port.</summary>
    internal ConcurrentQueue<string> Requests { get; } = [];

    internal Uri Uri => new($"socks5://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

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
            if (await GreetAsync(stream))
            {
                await ConnectAsync(stream);
            }
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException)
        {
            // The client has ended the connection.
        }
        finally
        {
            client.Dispose();
        }
    }

    private async Task<bool> GreetAsync(NetworkStream stream)
    {
        var methods = await ReadAsync(stream, (await ReadAsync(stream, 2))[1]);
        var method = _password is null ? NoPassword : methods.Contains(AsksPassword) ? AsksPassword : NoMethod;
        await stream.WriteAsync(new byte[] { Version, method });
        if (method != AsksPassword)
        {
            return method == NoPassword;
        }

        var user = await ReadTextAsync(stream, (await ReadAsync(stream, 2))[1]);
        var password = await ReadTextAsync(stream, (await ReadAsync(stream, 1))[0]);
        var isRight = $"{user}:{password}" == _password;
        await stream.WriteAsync(new byte[] { 1, isRight ? (byte)0 : (byte)1 });
        return isRight;
    }

    private async Task ConnectAsync(NetworkStream stream)
    {
        // The version, the command, a reserved byte, and the kind of the address, which is a name.
        await ReadAsync(stream, 4);
        var name = await ReadTextAsync(stream, (await ReadAsync(stream, 1))[0]);
        Requests.Enqueue($"{name}:{BinaryPrimitives.ReadUInt16BigEndian(await ReadAsync(stream, 2))}");
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, _port);
        await stream.WriteAsync(new byte[] { Version, 0, 0, 1, 127, 0, 0, 1, 0, 0 });
        await Task.WhenAny(stream.CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(stream));
    }

    private static async Task<byte[]> ReadAsync(NetworkStream stream, int count)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }

    private static async Task<string> ReadTextAsync(NetworkStream stream, int count) =>
        Encoding.UTF8.GetString(await ReadAsync(stream, count));
}
