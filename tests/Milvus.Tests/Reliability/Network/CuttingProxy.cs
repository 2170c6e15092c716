using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Milvus.Tests.Reliability.Network;

/// <summary>A TCP proxy that cuts its connections after a number of bytes to the server.</summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private readonly int _port;
    private long _sent;
    private long _cutAt = long.MaxValue;

    public CuttingProxy(int port)
    {
        _port = port;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>The bytes that were sent to the server until now.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    public Uri Uri => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Cuts all connections once, when so many more bytes were sent to the server.</summary>
    public void CutAfter(long bytes) => Interlocked.Exchange(ref _cutAt, Sent + bytes);

    public void Dispose()
    {
        _listener.Dispose();
        Cut();
    }

    private void Cut()
    {
        foreach (var client in _clients)
        {
            client.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
            {
                return;
            }

            await ConnectAsync(client);
        }
    }

    // A connection can be cut before it is made. The next one must be accepted then, or its client would wait forever.
    private async Task ConnectAsync(TcpClient client)
    {
        var server = new TcpClient();
        _clients.Add(client);
        _clients.Add(server);
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _port);
        }
        catch (Exception cut) when (cut is SocketException or ObjectDisposedException)
        {
            client.Dispose();
            return;
        }

        _ = ForwardAsync(client, server, counted: true);
        _ = ForwardAsync(server, client, counted: false);
    }

    private async Task ForwardAsync(TcpClient from, TcpClient to, bool counted)
    {
        try
        {
            var buffer = new byte[4096];
            while (await from.GetStream().ReadAsync(buffer) is > 0 and var read)
            {
                // Another connection can have sent the last bytes before the cut.
                var left = counted ? Math.Max(0, Interlocked.Read(ref _cutAt) - Sent) : long.MaxValue;
                await to.GetStream().WriteAsync(buffer.AsMemory(0, (int)Math.Min(read, left)));
                if (counted)
                {
                    Interlocked.Add(ref _sent, Math.Min(read, left));
                }

                if (left <= read)
                {
                    Interlocked.Exchange(ref _cutAt, long.MaxValue);
                    Cut();
                }
            }
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            from.Dispose();
            to.Dispose();
        }
    }
}
