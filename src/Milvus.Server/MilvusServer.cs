using System.Net;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Milvus.Embedded;
using Milvus.Embedded.Access;
using Milvus.Protocol;

namespace Milvus.Server;

/// <summary>The embedded engine on a loopback socket, for any Milvus client.</summary>
internal sealed class MilvusServer : IAsyncDisposable
{
    // The message limit of Milvus.
    private const int MaxMessageBytes = 64 * 1024 * 1024;

    private readonly WebApplication _application;
    private readonly EmbeddedEngine _engine;
    private readonly ILogger _logger;
    private readonly IDisposable _failuresToLog;

    private MilvusServer(WebApplication application, EmbeddedEngine engine, ILogger logger, IDisposable failuresToLog)
    {
        _application = application;
        _engine = engine;
        _logger = logger;
        _failuresToLog = failuresToLog;
        Address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    /// <summary>The URI for clients, with the actual port.</summary>
    internal string Address { get; }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync().ConfigureAwait(false);
        _engine.Dispose();
        // Last, because background jobs can fail until the database is closed.
        _failuresToLog.Dispose();
        ServerLog.LogStopped(_logger);
    }

    /// <summary>Opens the database and listens. Returns when clients can connect.</summary>
    /// <param name="options">The database and the port.</param>
    /// <param name="configure">Configures further interceptors, for example one that records the calls.</param>
    /// <param name="inside">The same, after the check of privileges.</param>
    /// <param name="log">The log; by default it is written to standard error.</param>
    /// <param name="time">The clock of the engine.</param>
    /// <param name="host">What else the socket needs, for example a certificate.</param>
    internal static async Task<MilvusServer> StartAsync(
        ServerOptions options,
        Action<GrpcServiceOptions>? configure = null,
        Action<GrpcServiceOptions>? inside = null,
        Stream? log = null,
        TimeProvider? time = null,
        Action<IWebHostBuilder>? host = null)
    {
        var engine = EmbeddedEngine.Open(options.Path is null ? null : Path.GetFullPath(options.Path), time);
        try
        {
            if (options.RootPassword is { } password)
            {
                engine.Access.SetFirstRootPassword(password);
            }

            var lines = new JsonLineLoggerProvider(log ?? Console.OpenStandardError(), options.Verbose);
            var application = Build(options, engine, configure, inside, lines, host);
            var logger = application.Services.GetRequiredService<ILoggerFactory>().CreateLogger(ServerLog.Category);
            var failuresToLog = engine.Failures.Subscribe(
                failure => ServerLog.LogFailure(logger, failure.Method, failure.RequestId, failure.ExceptionType, failure.Stack));
            await application.StartAsync().ConfigureAwait(false);
            lines.MarkStarted();
            ServerLog.LogStarted(logger);
            return new MilvusServer(application, engine, logger, failuresToLog);
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    internal Task WaitForShutdownAsync() => _application.WaitForShutdownAsync();

    private static WebApplication Build(
        ServerOptions options,
        EmbeddedEngine engine,
        Action<GrpcServiceOptions>? configure,
        Action<GrpcServiceOptions>? inside,
        JsonLineLoggerProvider log,
        Action<IWebHostBuilder>? host)
    {
        var embedder = options.Embedder.Create();
        // The empty builder reads no configuration file or environment: only the command line counts.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        // The provider decides what is written.
        builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        // Defaults of sockets apply to those that are added after them.
        host?.Invoke(builder.WebHost);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddRouting();
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = MaxMessageBytes;
            grpc.MaxSendMessageSize = null;
            // The interceptors of the caller come first, so that they also record refused calls.
            configure?.Invoke(grpc);
            grpc.Interceptors.Add<CallLogInterceptor>();
            grpc.Interceptors.Add<AccessGuard>();
            if (embedder is not null)
            {
                grpc.Interceptors.Add<EmbedderInterceptor>();
            }

            inside?.Invoke(grpc);
        });
        builder.Services.AddSingleton(engine.Service.GetType(), engine.Service);
        builder.Services.AddSingleton(engine.CreateGuard(withCredentials: options.RootPassword is not null));
        if (embedder is not null)
        {
            builder.Services.AddSingleton(new EmbedderInterceptor(embedder));
        }

        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        var application = builder.Build();
        application.UseRouting();
        Map(application, engine.Service);
        return application;
    }

    // The service is an existing object, so its type is known only at run time.
    private static void Map(WebApplication application, MilvusService.MilvusServiceBase service) =>
        typeof(GrpcEndpointRouteBuilderExtensions)
            .GetMethod(nameof(GrpcEndpointRouteBuilderExtensions.MapGrpcService), [typeof(IEndpointRouteBuilder)])!
            .MakeGenericMethod(service.GetType())
            .Invoke(null, [application]);
}
