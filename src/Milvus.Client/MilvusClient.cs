using Milvus.Client.Calls;
using Milvus.Client.Rest;
using Milvus.Client.Transport;
using Milvus.Core.Calls;

namespace Milvus.Client;

/// <summary>
/// A connection to a Milvus server or to an embedded database. Safe for many threads. Every failure is a
/// <see cref="MilvusException"/>; <see cref="OperationCanceledException"/> is thrown only for the caller's own token.
/// </summary>
public sealed partial class MilvusClient : IAsyncDisposable, IDisposable
{
    private readonly Connection _connection;
    private readonly Caller _caller;
    private readonly TimeProvider _time;

    /// <summary>The REST interface of the server; null for an engine in this process.</summary>
    private readonly RestChannel? _rest;

    private MilvusClient(Connection connection, RestChannel? rest, TimeProvider time)
    {
        _connection = connection;
        _rest = rest;
        _caller = new Caller(connection);
        _time = time;
        Server = new ServerInfo { Address = connection.Address };
    }

    /// <summary>The server's URI without secrets, or the path of the embedded database; ":memory:" for one in memory.</summary>
    public string Address => _connection.Address;

    /// <inheritdoc cref="Connection.Identity"/>
    internal string Identity => _connection.Identity;

    /// <summary>The database of each call that does not specify one; null for the server's default.</summary>
    public string? Database => _connection.Database;

    /// <summary>Whether the engine runs in this process.</summary>
    public bool IsEmbedded => _connection.IsEmbedded;

    /// <summary>The embedder of the connection; null for none.</summary>
    public MilvusEmbedder? Embedder { get; private init; }

    /// <summary>The version of the server, from Connect or from the last request for it.</summary>
    public ServerInfo Server { get; private set; }

    /// <summary>Closes the connection: running calls end with MilvusConnectionClosed. Closing twice is allowed.</summary>
    public void Dispose() => _connection.Dispose();

    /// <inheritdoc cref="Dispose"/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<TResponse> CallAsync<TRequest, TResponse>(
        CallContext call,
        Rpc<TRequest, TResponse> rpc,
        TRequest request,
        CancellationToken token)
        where TRequest : class
    {
        RequestDatabase.Fill(request, DatabaseOf(call));
        return _caller.CallAsync(rpc, request, call, token);
    }

    private string? DatabaseOf(CallContext call) => call.Database ?? Database;
}
