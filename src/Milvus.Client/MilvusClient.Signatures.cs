using Milvus.Client.Transport;
namespace Milvus.Client;

public sealed partial class MilvusClient
{
    private static readonly InvalidOperationException Soon = new("Not there yet.");

    private static Connection OpenEmbedded(ConnectOptions options) => throw Soon;
}
