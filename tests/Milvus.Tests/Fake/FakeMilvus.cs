using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Milvus.Protocol;

namespace Milvus.Tests.Fake;

/// <summary>
/// A scripted Milvus server in the test process. It records all calls, and a script may answer any of them, slowly, wrongly, or not at all.
/// </summary>
internal sealed class FakeMilvus : IAsyncDisposable
{
    internal const long Identifier = 42;

    private readonly ConcurrentDictionary<string, Func<int, object, ServerCallContext, Task<object?>>> _scripts = new();
    private readonly ConcurrentDictionary<string, int> _counts = new();
    private WebApplication? _app;

    private FakeMilvus()
    {
    }

    internal Uri Uri { get; private set; } = new("http://localhost");

    internal string Version { get; set; } = "v2.6.0";

    /// <summary>The schema that DescribeCollection returns for every collection: an Int64 key "id" and a float vector "vector" of dimension
    /// 2.</summary>
    internal CollectionSchema Schema { get; set; } =
        new()
        {
            Name = "docs",
            Fields =
            {
                new FieldSchema
                {
                    Name = "id",
                    DataType = Protocol.DataType.Int64,
                    IsPrimaryKey = true,
                },
                new FieldSchema
                {
                    Name = "vector",
                    DataType = Protocol.DataType.FloatVector,
                    TypeParams =
                    {
                        new Protocol.KeyValuePair { Key = "dim", Value = "2" },
                    },
                },
            },
        };

    internal ConcurrentQueue<FakeCall> Calls { get; } = new();

    internal static async Task<FakeMilvus> StartAsync(X509Certificate2? certificate = null, bool wantsClientCertificate = false)
    {
        var fake = new FakeMilvus();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(fake);
        builder.Services.AddGrpc(options =>
        {
            options.Interceptors.Add<FakeInterceptor>();
            options.MaxReceiveMessageSize = null;
            options.MaxSendMessageSize = null;
        });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(
                IPAddress.Loopback,
                0,
                listen =>
                {
                    listen.Protocols = HttpProtocols.Http2;
                    if (certificate is not null)
                    {
                        listen.UseHttps(
                            certificate,
                            https =>
                            {
                                https.ClientCertificateMode = wantsClientCertificate
                                    ? ClientCertificateMode.RequireCertificate
                                    : ClientCertificateMode.NoCertificate;
                                https.AllowAnyClientCertificate();
                            });
                    }
                });
        });
        fake._app = builder.Build();
        fake._app.MapGrpcService<FakeService>();
        await fake._app.StartAsync();
        var address = fake._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var port = new Uri(address).Port;
        fake.Uri = new Uri(certificate is null ? $"http://127.0.0.1:{port}" : $"https://localhost:{port}");
        return fake;
    }

    /// <summary>Lets a script answer a method. The script gets the number of the call, from 1, and returns null to let the fake service
    /// answer.</summary>
    internal void On<TRequest, TResponse>(string method, Func<int, TRequest, ServerCallContext, Task<TResponse?>> answer)
        where TRequest : class
        where TResponse : class =>
        _scripts[method] = async (number, request, context) => await answer(number, (TRequest)request, context);

    /// <inheritdoc cref="On{TRequest,TResponse}(string,Func{int,TRequest,ServerCallContext,Task{TResponse}})"/>
    internal void On<TRequest, TResponse>(string method, Func<int, TResponse?> answer)
        where TRequest : class
        where TResponse : class => On<TRequest, TResponse>(method, (number, _, _) => Task.FromResult(answer(number)));

    /// <summary>The number of calls of a method.</summary>
    internal int Count(string method) => _counts.GetValueOrDefault(method);

    internal async Task<object?> AnswerAsync(string method, object request, ServerCallContext context)
    {
        Calls.Enqueue(new FakeCall(method, context.RequestHeaders, request, DateTime.UtcNow));
        var number = _counts.AddOrUpdate(method, 1, (_, before) => before + 1);
        return _scripts.TryGetValue(method, out var script) ? await script(number, request, context) : null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            // A sleeping call must not delay the end of the test.
            using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
            await _app.StopAsync(limit.Token);
            await _app.DisposeAsync();
        }
    }
}
