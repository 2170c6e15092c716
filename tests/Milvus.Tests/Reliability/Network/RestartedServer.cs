using Milvus.Server;

namespace Milvus.Tests.Reliability.Network;

/// <summary>The engine on a socket and a file, which can be stopped and started again at the same address.</summary>
internal sealed class RestartedServer(string path) : IAsyncDisposable
{
    private MilvusServer? _server;
    private int _port;

    public Uri Uri => new($"http://127.0.0.1:{_port}");

    public async Task StartAsync()
    {
        _server = await MilvusServer.StartAsync(new ServerOptions(path, _port, null));
        _port = new Uri(_server.Address).Port;
    }

    public async Task StopAsync()
    {
        await _server!.DisposeAsync();
        _server = null;
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
