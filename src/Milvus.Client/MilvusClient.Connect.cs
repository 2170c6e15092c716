using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Reflection;
using Milvus.Client.Calls;
using Milvus.Client.Rest;
using Milvus.Client.Transport;
using Milvus.Core.Calls;

namespace Milvus.Client;

public sealed partial class MilvusClient
{
    private static readonly string _sdkVersion =
        typeof(MilvusClient).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? string.Empty;

    // A dead address must fail at once, so this call is not retried.
    private static readonly Rpc<Protocol.ConnectRequest, Protocol.ConnectResponse> _handshake = Rpcs.Connect with { Once = true };

    private Protocol.ConnectRequest _introduction = new();

    /// <summary>Connects and calls the server, so that a wrong address or token fails here, not at the first use.</summary>
    internal static async Task<MilvusClient> ConnectAsync(ConnectOptions options, CallContext call, CancellationToken token)
    {
        var client = options.Uri is null
            ? new MilvusClient(await OpenEmbeddedAsync(options, token).ConfigureAwait(false), null, options.Time)
            {
                Embedder = options.Embedder,
            }
            : OpenRemote(options, call);
        try
        {
            if (options.TracePath is { } path)
            {
                client._connection.StartTrace(path, options.TraceValues);
            }

            await client.HandshakeAsync(options, call, token).ConfigureAwait(false);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>The same, with retries while the server does not answer or is not ready, until the time limit.</summary>
    internal static async Task<MilvusClient> ConnectAsync(
        ConnectOptions options,
        TimeSpan wait,
        CallContext call,
        IProgress<WaitProgress>? progress,
        CancellationToken token)
    {
        var until = DateTime.UtcNow + wait;
        for (
            var pause = _firstPoll;
            ;
            pause = TimeSpan.FromMilliseconds(Math.Min(pause.TotalMilliseconds * 1.5, _longestPoll.TotalMilliseconds)))
        {
            try
            {
                return await ConnectAsync(options, call, token).ConfigureAwait(false);
            }
            catch (MilvusException e)
                when ((e.ErrorId == MilvusErrorId.ServerUnavailable || e.Retriable) && DateTime.UtcNow + pause < until)
            {
                call.Verbose.Enqueue($"{e.Message} Trying again.");
                progress?.Report(new WaitProgress(null, e.Message));
                await Task.Delay(pause, token).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Requests the version of the server, and refreshes <see cref="Server"/>.</summary>
    internal Task<ServerInfo> GetServerAsync(CallContext call, CancellationToken token) => GetServerAsync(call, detail: false, token);

    /// <summary>
    /// The same. With <paramref name="detail"/>, the build is requested again, too: the server may have been updated since the connection
    /// was made.
    /// </summary>
    internal async Task<ServerInfo> GetServerAsync(CallContext call, bool detail, CancellationToken token)
    {
        if (detail)
        {
            Accept(await CallAsync(call, Rpcs.Connect, _introduction, token).ConfigureAwait(false));
        }

        var answer = await CallAsync(call, Rpcs.GetVersion, new Protocol.GetVersionRequest(), token).ConfigureAwait(false);
        AcceptVersion(answer.Version);
        return Server;
    }

    private void AcceptVersion(string version)
    {
        var known = Server;
        _connection.ServerVersion = version;
        Server = new ServerInfo
        {
            Address = Address,
            Type = TypeOf(version),
            Version = version,
            BuildTags = known.BuildTags,
            BuildTime = known.BuildTime,
            GitCommit = known.GitCommit,
            GoVersion = known.GoVersion,
            DeployMode = known.DeployMode,
        };
    }

    private static MilvusClient OpenRemote(ConnectOptions options, CallContext call)
    {
        var address = ServerAddress.Parse(options.Uri!);
        if (options.Token is not null && !address.IsTls && !address.IsLoopback)
        {
            call.Warnings.Enqueue($"The token is sent to {address} unencrypted: use https.");
        }

        if (options.SkipCertificateCheck)
        {
            call.Warnings.Enqueue($"The certificate of {address} is not checked: an attacker can impersonate the server.");
        }

        TlsCheck.CheckClientCertificate(options);
        var tls = new TlsCheck(options, address.Uri.IdnHost);
        var route = ProxyRoute.Find(address.Uri, options);
        if (route is not null)
        {
            call.Verbose.Enqueue($"{address} is reached through the proxy {route}.");
        }

        var channel = RemoteChannel.Create(address, options, tls, route);
        var secret = options.Token is { } token ? new NetworkCredential(string.Empty, token).Password : null;
        var rest = new RestChannel(address, options);
        var connection = new Connection(
            address.ToString(),
            channel.CreateCallInvoker(),
            secret,
            options.Database ?? address.Database,
            close: () =>
            {
                channel.Dispose();
                rest.Dispose();
            })
        {
            Tls = address.IsTls ? tls : null,
            Route = route,
            KeepAlive = options.KeepAlive,
        };
        return new MilvusClient(connection, rest, options.Time) { Embedder = options.Embedder };
    }

    private async Task HandshakeAsync(ConnectOptions options, CallContext call, CancellationToken token)
    {
        var connecting = new CallContext
        {
            Database = call.Database,
            // The time that an embedded database needs to open, for example to recover a large file, is not that of the calls.
            Deadline = GetEarlier(options.Uri is null ? null : call.Deadline, DateTime.UtcNow + options.ConnectTimeout),
            Timeout = options.ConnectTimeout,
            Debug = call.Debug,
            Span = call.Span,
        };
        _introduction = CreateConnectRequest(options);
        try
        {
            var answer = await _caller.CallAsync(_handshake, _introduction, connecting, token).ConfigureAwait(false);
            Accept(answer);
            if (VersionText.TryParse(Server.BuildTags) is null)
            {
                await GetServerAsync(connecting, token).ConfigureAwait(false);
            }
            else
            {
                // The build of a Milvus server is its version.
                AcceptVersion(Server.BuildTags);
            }
        }
        catch (MilvusException e) when (options.Uri is not null)
        {
            throw await ConnectFailure.ExplainAsync(e, ServerAddress.Parse(options.Uri), _connection, token).ConfigureAwait(false);
        }
        finally
        {
            Move(connecting.Verbose, call.Verbose);
            Move(connecting.Warnings, call.Warnings);
        }
    }

    private void Accept(Protocol.ConnectResponse answer)
    {
        var info = answer.ServerInfo ?? new Protocol.ServerInfo();
        _connection.Identifier = answer.Identifier;
        TakeFeatures(info);
        Server = new ServerInfo
        {
            Address = Address,
            BuildTags = info.BuildTags,
            BuildTime = info.BuildTime,
            GitCommit = info.GitCommit,
            GoVersion = info.GoVersion,
            DeployMode = info.DeployMode,
        };
    }

    private static void Move(ConcurrentQueue<string> from, ConcurrentQueue<string> to)
    {
        while (from.TryDequeue(out var line))
        {
            to.Enqueue(line);
        }
    }

    private static Protocol.ConnectRequest CreateConnectRequest(ConnectOptions options)
    {
        var user = options.Token is { } token ? new NetworkCredential(string.Empty, token).Password.Split(':', 2) : [];
        return new Protocol.ConnectRequest
        {
            ClientInfo = new Protocol.ClientInfo
            {
                SdkType = "PowerShell",
                SdkVersion = _sdkVersion,
                LocalTime = DateTime.Now.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
                Host = Environment.MachineName,
                // Only the user name; an API key has no colon and is secret as a whole.
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

        // The one-process build of Milvus 2.3 reports v2.3.5-lite, but is a full Milvus.
        return version.StartsWith("milvus_lite", StringComparison.OrdinalIgnoreCase) ? "lite"
            : Address.Contains("zilliz", StringComparison.OrdinalIgnoreCase) ? "zilliz"
            : "milvus";
    }

    private static DateTime GetEarlier(DateTime? one, DateTime other) => one is { } first && first < other ? first : other;
}
