using System.Globalization;
using Grpc.Core;
using Milvus.Client.Errors;
using Milvus.Client.Tracing;
using Milvus.Embedded;
using Milvus.Embedded.Diagnostics;

namespace Milvus.Client.Transport;

/// <summary>The shared state of all calls of a client: the stub, the credentials, and the cancellation.</summary>
internal sealed class Connection : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private readonly Action _close;
    private volatile Credentials _credentials;
    private IDisposable? _failuresToTrace;
    private int _closed;

    internal Connection(string address, CallInvoker invoker, string? token, string? database, Action close)
    {
        Address = address;
        Identity = address;
        Stub = new Protocol.MilvusService.MilvusServiceClient(invoker);
        _credentials = new Credentials(token);
        Database = database;
        _close = close;
        Closing = _closing.Token;
    }

    internal string Address { get; }

    /// <summary>
    /// The same for all connections to an embedded database, also through links to its file; the address of a server. A server may have
    /// other addresses.
    /// </summary>
    internal string Identity { get; init; }

    /// <summary>
    /// The default database of this connection. It is sent with each call, not stored in the channel.
    /// </summary>
    internal string? Database { get; set; }

    internal bool IsEmbedded => Engine is not null;

    /// <summary>The engine in this process; null for a server.</summary>
    internal EmbeddedEngine? Engine { get; init; }

    internal TlsCheck? Tls { get; init; }

    /// <summary>The time without an answer after which the connection is checked.</summary>
    internal TimeSpan KeepAlive { get; init; } = TimeSpan.MaxValue;

    /// <summary>The proxy on the way to the server; null for none.</summary>
    internal ProxyRoute? Route { get; init; }

    internal SecretMask Secrets => _credentials.Secrets;

    internal bool HasCredentials => _credentials.Header is not null;

    /// <summary>The user; null without credentials, and for an API key.</summary>
    internal string? User => _credentials.User;

    /// <summary>The user's password, which a change of the password requires; null without a user.</summary>
    internal string? Password => _credentials.Password;

    /// <summary>The unencoded token, for the REST interface; null without credentials.</summary>
    internal string? Token => _credentials.Token;

    /// <summary>Where the engine in this process reports unexpected exceptions; null for a server.</summary>
    internal EngineFailures? Failures { get; init; }

    /// <summary>Traces each call; null if not requested.</summary>
    internal CallTrace? Trace { get; private set; }

    internal Protocol.MilvusService.MilvusServiceClient Stub { get; }

    /// <summary>Cancelled when the connection is closed: running calls end.</summary>
    internal CancellationToken Closing { get; }

    internal bool IsClosed => Volatile.Read(ref _closed) != 0;

    /// <summary>The identifier from Connect, which every later call sends; null before.</summary>
    internal long? Identifier { get; set; }

    /// <summary>The type that the server reports; empty before Connect.</summary>
    internal string ServerVersion { get; set; } = string.Empty;

    /// <summary>Starts a trace file of each call, and of each failure of an engine in this process.</summary>
    internal void StartTrace(string path, bool hasValues)
    {
        var trace = new CallTrace(path, hasValues ? Secrets.Hide : null);
        Trace = trace;
        _failuresToTrace = Failures?.Subscribe(trace.Write);
    }

    /// <summary>Replaces the token of later calls; the identifier stays.</summary>
    internal void SetToken(string token) => _credentials = new Credentials(token);

    /// <summary>The headers of one call, all of whose attempts share an id.</summary>
    internal Metadata CreateHeaders(string? database, string requestId)
    {
        var headers = new Metadata
        {
            { "dbname", CheckDatabase(database) ?? Database ?? string.Empty },
            { "client-request-id", requestId },
            { "client-request-unixmsec", DateTimeOffset.UtcNow.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) },
        };
        if (_credentials.Header is { } authorization)
        {
            headers.Add("authorization", authorization);
        }

        if (Identifier is { } identifier)
        {
            headers.Add("identifier", identifier.ToString(CultureInfo.InvariantCulture));
        }

        return headers;
    }

    // Headers are ASCII, so a database name must be ASCII.
    private static string? CheckDatabase(string? database) =>
        database is null || database.All(char.IsAscii)
            ? database
            : throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"'{database}' cannot be the name of a database: letters, digits and underscores only.");

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
        {
            _closing.Cancel();
            _close();
            _failuresToTrace?.Dispose();
            Trace?.Dispose();
            _closing.Dispose();
        }
    }
}
