using System.Net;
using Milvus.Client;
using Milvus.Core.Calls;

namespace Milvus.Tests.Client;

/// <summary>Connections for tests.</summary>
internal static class Clients
{
    internal static Task<MilvusClient> ConnectAsync(Peer peer, string? database = null, TimeProvider? time = null) =>
        ConnectAsync(peer.Uri, peer.Token, database, time);

    internal static Task<MilvusClient> ConnectAsync(Uri uri, string? token = null, string? database = null, TimeProvider? time = null) =>
        MilvusClient.ConnectAsync(
            new ConnectOptions
            {
                Uri = uri,
                Token = token is null ? null : new NetworkCredential(string.Empty, token).SecurePassword,
                Database = database,
                Time = time ?? TimeProvider.System,
            },
            CallContext.Default,
            CancellationToken.None);

    internal static Collection Definition(string name, params Field[] fields) => new() { Name = name, Field = fields };

    internal static Field Key(string name = "id", DataType type = DataType.Int64) =>
        new() { Name = name, Type = type, PrimaryKey = true, MaxLength = type == DataType.VarChar ? 64 : null };

    internal static Field Vector(string name = "vector", int dimension = 2, DataType type = DataType.FloatVector) =>
        new() { Name = name, Type = type, Dimension = type == DataType.SparseFloatVector ? null : dimension };
}
