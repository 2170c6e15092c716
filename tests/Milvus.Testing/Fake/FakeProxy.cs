using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Milvus.Testing.Fake;

/// <summary>A proxy on a socket of this machine, which serves each client on its own.</summary>
internal abstract class FakeProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _clients = [];

    protected FakeProxy()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>What was asked for.</summary>
    internal ConcurrentQueue<string> Requests { get; } = [];

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var client in _clients)
        {
            client.Dispose();
        }
    }

    /// <summary>Serves a client until one side ends.</summary>
    /// <param name="stream">The client.</param>
    private protected abstract Task ServeAsync(NetworkStream stream);

    /// <summary>Connects to a port of this machine. The connection ends with the proxy.</summary>
    private protected async Task<NetworkStream> ConnectAsync(int port)
    {
        var server = new TcpClient();
        _clients.Add(server);
        await server.ConnectAsync(IPAddress.Loopback, port);
        return server.GetStream();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync();
                _clients.Add(client);
                _ = RunAsync(client);
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task RunAsync(TcpClient client)
    {
        try
        {
            await ServeAsync(client.GetStream());
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException)
        {
            // One side has ended the connection.
        }
        finally
        {
            client.Dispose();
        }
    }
}
