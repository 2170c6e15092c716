using System.Security.Cryptography.X509Certificates;
using Milvus.Protocol;
using Milvus.Server;

namespace Milvus.Testing.Fake;

/// <summary>The engine on a socket of this process, with a log of its calls: the one fake server of all tests.</summary>
internal sealed class RecordingServer : IDisposable, IAsyncDisposable
{
    private readonly MilvusServer _server;
    private readonly X509Certificate2? _certificate;

    /// <summary>Starts it.</summary>
    /// <param name="token">The credentials that it requires; null requires none.</param>
    /// <param name="path">The database file; null keeps all in memory.</param>
    /// <param name="certificate">With one it uses TLS.</param>
    /// <param name="requiresClientCertificate">Whether it accepts only callers with a certificate.</param>
    internal RecordingServer(
        string? token = null,
        string? path = null,
        X509Certificate2? certificate = null,
        bool requiresClientCertificate = false)
    {
        _certificate = certificate;
        _server = MilvusServer
            .StartAsync(
                new ServerOptions(path, 0, token),
                grpc => grpc.Interceptors.Add<CallRecorder>(Log),
                host: certificate is null ? null : host => host.UseCertificate(certificate, requiresClientCertificate))
            .GetAwaiter()
            .GetResult();
    }

    internal CallLog Log { get; } = new();

    internal string Address => _server.Address;

    internal Uri Uri => _certificate is null ? new Uri(Address) : new Uri($"https://localhost:{new Uri(Address).Port}");

    /// <summary>From the next connection on, the server reports the version of a Milvus server, and lists no features.</summary>
    internal void ActAsMilvus(string version)
    {
        Log.Answer("GetVersion", new GetVersionResponse { Version = version });
        Log.Answer(
            "Connect",
            new ConnectResponse { Status = new Protocol.Status(), Identifier = 1, ServerInfo = new ServerInfo { BuildTags = version } });
    }

    /// <summary>From the next connection on, the server has the features of Milvus Lite.</summary>
    internal void ActAsLite() => ActAsMilvus("milvus_lite-3.2.2");

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
