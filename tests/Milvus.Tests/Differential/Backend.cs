using System.Text;
using Grpc.Core;
using Grpc.Net.Client;
using Milvus.Client.InProcess;
using Milvus.Embedded;
using Milvus.Protocol;
using Milvus.Tests.Peers;

namespace Milvus.Tests.Differential;

/// <summary>A server behind the generated stub: the engine in this process, or a real server.</summary>
internal sealed class Backend : IDisposable
{
    private readonly IDisposable _connection;
    private readonly Metadata _headers = [];

    private Backend(string name, CallInvoker invoker, IDisposable connection, string? token)
    {
        Name = name;
        Stub = new MilvusService.MilvusServiceClient(invoker);
        _connection = connection;
        if (token is not null)
        {
            _headers.Add("authorization", Convert.ToBase64String(Encoding.UTF8.GetBytes(token)));
        }
    }

    public string Name { get; }

    public MilvusService.MilvusServiceClient Stub { get; }

    /// <summary>Headers and a deadline for one call.</summary>
    public CallOptions Options => new(_headers, DateTime.UtcNow.AddSeconds(60));

    /// <summary>The same for a call of another user; null sends no credentials.</summary>
    public static CallOptions As(string? token) => new(
        token is null ? [] : [new Metadata.Entry("authorization", Convert.ToBase64String(Encoding.UTF8.GetBytes(token)))],
        DateTime.UtcNow.AddSeconds(60));

    public static Backend Engine()
    {
        var engine = EmbeddedEngine.Open(null);
        return new Backend("engine", new InProcessCallInvoker(engine.Service, engine.Guard(withCredentials: true)), engine, "root:Milvus");
    }

    public static Backend Of(Peer peer)
    {
        var channel = GrpcChannel.ForAddress(peer.Uri, new GrpcChannelOptions { MaxReceiveMessageSize = null });
        return new Backend(peer.Name, channel.CreateCallInvoker(), channel, peer.Token);
    }

    public void Dispose() => _connection.Dispose();
}
