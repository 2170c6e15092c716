using Milvus.Protocol;
using Milvus.Server;

namespace Milvus.Module.Tests.Fake;

/// <summary>The engine on a socket of this process, with a log of its calls.</summary>
internal sealed class RecordingServer : IDisposable
{
    private readonly MilvusServer _server;

    internal RecordingServer(string? token = null, string? path = null) =>
        _server = MilvusServer
            .StartAsync(new ServerOptions(path, 0, token), grpc => grpc.Interceptors.Add<CallRecorder>(Log))
            .GetAwaiter()
            .GetResult();

    internal CallLog Log { get; } = new();

    internal string Address => _server.Address;

    /// <summary>From the next connection on, the server reports the version of a Milvus server, and lists no features.</summary>
    internal void ActAsMilvus(string version)
    {
        Log.Answer("GetVersion", new GetVersionResponse { Version = version });
        Log.Answer(
            "Connect",
            new ConnectResponse { Status = new Protocol.Status(), Identifier = 1, ServerInfo = new ServerInfo { BuildTags = version } });
    }

    public void Dispose() => _server.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
