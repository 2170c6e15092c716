using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Milvus.Tests.Client;

/// <summary>A port of a gRPC server that closes connections which do not begin as HTTP/2, as servers written in C do.</summary>
internal sealed class GrpcOnlyPort : IAsyncDisposable
{
    private static readonly byte[] _preface = Encoding.ASCII.GetBytes("PRI * HTTP/2.0");

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly Uri _server;
    private readonly Task _accepting;

    internal GrpcOnlyPort(Uri server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    internal Uri Uri => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _accepting;
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        var served = new List<Task>();
        try
        {
            while (true)
            {
                served.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_ending.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(served);
        }
    }

    private async Task ServeAsync(TcpClient caller)
    {
        using (caller)
        {
            try
            {
                var begin = new byte[_preface.Length];
                await caller.GetStream().ReadExactlyAsync(begin, _ending.Token);
                if (!begin.SequenceEqual(_preface))
                {
                    return;
                }

                using var inner = new TcpClient();
                await inner.ConnectAsync(_server.Host, _server.Port, _ending.Token);
                await inner.GetStream().WriteAsync(begin, _ending.Token);
                await Task.WhenAny(
                    caller.GetStream().CopyToAsync(inner.GetStream(), _ending.Token),
                    inner.GetStream().CopyToAsync(caller.GetStream(), _ending.Token));
            }
            catch (Exception end) when (end is OperationCanceledException or IOException or SocketException)
            {
                // The test is over, or the caller has closed the connection.
            }
        }
    }
}
