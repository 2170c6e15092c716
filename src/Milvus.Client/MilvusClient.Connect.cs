using System.Globalization;
using System.Net;
using System.Reflection;
using Milvus.Client.Calls;
using Milvus.Client.Transport;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    private static readonly string SdkVersion =
        typeof(MilvusClient).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? string.Empty;

    /// <summary>Connects and calls the server, so that a wrong address or token is found here and not at the first use.</summary>
    internal static async Task<MilvusClient> ConnectAsync(ConnectOptions options, CallContext call, CancellationToken token)
    {
        var client = new MilvusClient(
            options.Uri is null ? await OpenEmbeddedAsync(options, token).ConfigureAwait(false) : OpenRemote(options, call));
        try
        {
            await client.ShakeHandsAsync(options, call, token).ConfigureAwait(false);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Asks the server for its version, and refreshes <see cref="Server"/>.</summary>
    internal async Task<ServerInfo> GetServerAsync(CallContext call, CancellationToken token)
    {
        var answer = await CallAsync(call, Rpcs.GetVersion, new Protocol.GetVersionRequest(), token).ConfigureAwait(false);
        var known = Server;
        _connection.ServerVersion = answer.Version;
        Server = new ServerInfo
        {
            Address = Address,
            Type = TypeOf(answer.Version),
            Version = answer.Version,
            BuildTime = known.BuildTime,
            GitCommit = known.GitCommit,
            GoVersion = known.GoVersion,
            DeployMode = known.DeployMode,
        };
        return Server;
    }

    private static Connection OpenRemote(ConnectOptions options, CallContext call)
    {
        var address = ServerAddress.Parse(options.Uri!);
        if (options.Token is not null && !address.IsTls && !address.IsLoopback)
        {
            call.Warnings.Enqueue($"The token goes to {address} unencrypted: use https.");
        }

        if (options.SkipCertificateCheck)
        {
            call.Warnings.Enqueue($"The certificate of {address} is not checked: anybody on the way can pose as the server.");
        }

        var tls = new TlsCheck(options, address.Uri.IdnHost);
        var channel = RemoteChannel.Create(address, options, tls);
        var secret = options.Token is { } token ? new NetworkCredential(string.Empty, token).Password : null;
        return new Connection(address.ToString(), channel.CreateCallInvoker(), secret, options.Database ?? address.Database, channel.Dispose)
        {
            Tls = tls,
        };
    }

    private async Task ShakeHandsAsync(ConnectOptions options, CallContext call, CancellationToken token)
    {
        var connecting = new CallContext
        {
            Database = call.Database,
            Deadline = Earlier(call.Deadline, DateTime.UtcNow + options.ConnectTimeout),
            Timeout = options.ConnectTimeout,
        };
        Protocol.ConnectResponse answer;
        try
        {
            answer = await _caller.CallAsync(Handshake, Introduction(options), connecting, token).ConfigureAwait(false);
        }
        catch (MilvusException e) when (options.Uri is not null)
        {
            throw await ExplainAsync(e, options.Uri, token).ConfigureAwait(false);
        }

        var info = answer.ServerInfo ?? new Protocol.ServerInfo();
        _connection.Identifier = answer.Identifier;
        Server = new ServerInfo
        {
            Address = Address,
            BuildTime = info.BuildTime,
            GitCommit = info.GitCommit,
            GoVersion = info.GoVersion,
            DeployMode = info.DeployMode,
        };
        await GetServerAsync(connecting, token).ConfigureAwait(false);
        while (connecting.Verbose.TryDequeue(out var line))
        {
            call.Verbose.Enqueue(line);
        }
    }

    // A dead address must show at once, so that this one call is not repeated.
    private static readonly Rpc<Protocol.ConnectRequest, Protocol.ConnectResponse> Handshake = Rpcs.Connect with { Once = true };

    private static Protocol.ConnectRequest Introduction(ConnectOptions options)
    {
        var user = options.Token is { } token ? new NetworkCredential(string.Empty, token).Password.Split(':', 2) : [];
        return new Protocol.ConnectRequest
        {
            ClientInfo = new Protocol.ClientInfo
            {
                SdkType = "PowerShell",
                SdkVersion = SdkVersion,
                LocalTime = DateTime.Now.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
                Host = Environment.MachineName,
                // Only a name; an API key has no colon and is a secret as a whole.
                User = user.Length == 2 ? user[0] : string.Empty,
            },
        };
    }

    private string TypeOf(string version)
    {
        if (IsEmbedded)
        {
            return "embedded";
        }

        // Milvus 2.3's one-process build calls itself v2.3.5-lite, but is a full Milvus.
        return version.StartsWith("milvus_lite", StringComparison.OrdinalIgnoreCase) ? "lite"
            : Address.Contains("zilliz", StringComparison.OrdinalIgnoreCase) ? "zilliz"
            : "milvus";
    }

    private static DateTime Earlier(DateTime? one, DateTime other) => one is { } first && first < other ? first : other;

    /// <summary>What listens there instead of Milvus, when the call shows that it is not Milvus.</summary>
    private async Task<MilvusException> ExplainAsync(MilvusException error, Uri uri, CancellationToken token)
    {
        var address = ServerAddress.Parse(uri);
        if (error.ErrorId == MilvusErrorId.Timeout)
        {
            return Instead(MilvusErrorId.ServerUnavailable, $"{address} does not answer within the time to connect. {error.Message}", "Check the address, and firewalls on the way.");
        }

        if (_connection.Tls?.Failure is not null || Find<System.Net.Sockets.SocketException>(error) is { SocketErrorCode: System.Net.Sockets.SocketError.ConnectionRefused or System.Net.Sockets.SocketError.HostNotFound })
        {
            return error;
        }

        if (error.ErrorId is not (MilvusErrorId.ServerUnavailable or MilvusErrorId.TlsFailed or MilvusErrorId.ServerError
            or MilvusErrorId.NotSupportedByServerVersion or MilvusErrorId.ProtocolError))
        {
            return error;
        }

        return await PortProbe.AskAsync(address.Uri, token).ConfigureAwait(false) switch
        {
            PortProbe.Speaks.Tls when !address.IsTls => Instead(
                MilvusErrorId.TlsFailed, $"{address} speaks TLS.", $"Use https://{address.Uri.Authority}."),
            PortProbe.Speaks.PlainHttp2 when address.IsTls => Instead(
                MilvusErrorId.TlsFailed, $"{address} does not speak TLS.", $"Use http://{address.Uri.Authority}, or enable TLS on the server."),
            PortProbe.Speaks.Web => Instead(
                MilvusErrorId.ServerUnavailable, $"{address} is a web server, not Milvus' gRPC port.", "Milvus listens for gRPC on port 19530; other ports are its REST or metrics interface."),
            _ when error.ErrorId == MilvusErrorId.NotSupportedByServerVersion => Instead(
                MilvusErrorId.NotSupportedByServerVersion, $"{address} is no Milvus server, or one older than 2.2.9: it does not know the call Connect.", "Check the port: Milvus listens on 19530."),
            _ => error,
        };

        MilvusException Instead(string errorId, string message, string action) => new(errorId, message, error)
        {
            Method = error.Method,
            Attempts = error.Attempts,
            RecommendedAction = action,
        };
    }

    private static T? Find<T>(Exception error)
        where T : Exception
    {
        for (var cause = error; cause is not null; cause = (cause as Grpc.Core.RpcException)?.Status.DebugException ?? cause.InnerException)
        {
            if (cause is T found)
            {
                return found;
            }
        }

        return null;
    }
}
