using System.Text;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Milvus.Client.InProcess;
using Milvus.Embedded;
using Milvus.Protocol;

namespace Milvus.Tests.Differential;

/// <summary>A server behind the generated client: the engine in this process, or a real server.</summary>
internal sealed class ServiceBackend : IDisposable
{
    private readonly IDisposable _connection;
    private readonly Metadata _headers = [];

    private ServiceBackend(string name, CallInvoker invoker, IDisposable connection, string? token)
    {
        Name = name;
        Stub = new MilvusService.MilvusServiceClient(invoker);
        _connection = connection;
        if (token is not null)
        {
            _headers.Add("authorization", Convert.ToBase64String(Encoding.UTF8.GetBytes(token)));
        }

        Client = new MilvusService.MilvusServiceClient(invoker.Intercept(AddHeaders));
    }

    public string Name { get; }

    /// <summary>The bare client: each call brings its own headers, for example <see cref="Options"/>.</summary>
    public MilvusService.MilvusServiceClient Stub { get; }

    /// <summary>The client whose calls have the credentials of the server.</summary>
    public MilvusService.MilvusServiceClient Client { get; }

    /// <summary>Headers and a deadline for one call.</summary>
    public CallOptions Options => new(_headers, DateTime.UtcNow.AddSeconds(60));

    /// <summary>The same for a call of another user; null sends no credentials.</summary>
    public static CallOptions As(string? token) => new(
        token is null ? [] : [new Metadata.Entry("authorization", Convert.ToBase64String(Encoding.UTF8.GetBytes(token)))],
        DateTime.UtcNow.AddSeconds(60));

    public static ServiceBackend Engine()
    {
        var engine = EmbeddedEngine.Open(null);
        var invoker = new InProcessCallInvoker(engine.Service, engine.CreateGuard(withCredentials: true));
        return new ServiceBackend("engine", invoker, engine, "root:Milvus");
    }

    public static ServiceBackend Of(Peer peer)
    {
        var channel = GrpcChannel.ForAddress(peer.Uri, new GrpcChannelOptions { MaxReceiveMessageSize = null });
        return new ServiceBackend(peer.Name, channel.CreateCallInvoker(), channel, peer.Token);
    }

    public void Dispose() => _connection.Dispose();

    private Metadata AddHeaders(Metadata headers)
    {
        foreach (var entry in _headers)
        {
            headers.Add(entry);
        }

        return headers;
    }
}
