using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Milvus.Testing.Fake;

/// <summary>A server that makes TLS handshakes, and then closes the connection.</summary>
internal sealed class TlsPeer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly SslServerAuthenticationOptions _options;

    internal TlsPeer(SslServerAuthenticationOptions options)
    {
        _options = options;
        _listener.Start();
        _ = AcceptAsync();
    }

    internal Uri Uri => new($"https://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Whether it resets connections instead of closing them, as a server does that has not read all.</summary>
    internal bool Resets { get; init; }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            await using var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: true);
            try
            {
                await tls.AuthenticateAsServerAsync(_options);
                await tls.ReadExactlyAsync(new byte[1]);
            }
            catch (Exception failed) when (failed is AuthenticationException or IOException)
            {
                await EndAsync(client);
            }
        }
    }

    // A connection that is closed while it has unread bytes is reset, and the client may lose the alert that says why.
    private async Task EndAsync(TcpClient client)
    {
        if (Resets)
        {
            client.LingerState = new LingerOption(true, 0);
            return;
        }

        try
        {
            client.Client.Shutdown(SocketShutdown.Send);
            using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await client.GetStream().CopyToAsync(Stream.Null, enough.Token);
        }
        catch (Exception ended) when (ended is IOException or SocketException or OperationCanceledException)
        {
            // The client has closed the connection.
        }
    }
}
