using System.Globalization;
using System.Text;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Milvus.Tests.Peers;

namespace Milvus.Tests.Embedded;

using Milvus.Protocol;

/// <summary>A real server through the generated client.</summary>
internal sealed class PeerClient : IDisposable
{
    private readonly GrpcChannel _channel;

    public PeerClient(Peer peer)
    {
        _channel = GrpcChannel.ForAddress(peer.Uri);
        var token = peer.Token is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(peer.Token));
        Client = new MilvusService.MilvusServiceClient(_channel.Intercept(headers =>
        {
            if (token is not null)
            {
                headers.Add("authorization", token);
            }

            return headers;
        }));
    }

    public MilvusService.MilvusServiceClient Client { get; }

    /// <summary>A unique name of a collection.</summary>
    public static string Unique(string name) => string.Create(CultureInfo.InvariantCulture, $"{name}_{Environment.ProcessId}");

    public void Dispose() => _channel.Dispose();
}
