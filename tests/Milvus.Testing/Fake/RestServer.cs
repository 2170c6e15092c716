using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Milvus.Testing.Fake;

/// <summary>A web server in this process: by default a REST interface that records requests and returns scripted answers.</summary>
internal sealed class RestServer : IDisposable
{
    private readonly WebApplication _server;
    private readonly string _scheme;

    /// <summary>Starts it.</summary>
    /// <param name="answer">What answers instead of the REST interface.</param>
    /// <param name="certificate">With one it uses TLS.</param>
    internal RestServer(RequestDelegate? answer = null, X509Certificate2? certificate = null)
    {
        _scheme = certificate is null ? "http" : "https";
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (certificate is not null)
        {
            builder.WebHost.UseCertificate(certificate);
        }

        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(answer ?? AnswerAsync);
        _server.StartAsync().GetAwaiter().GetResult();
    }

    internal string Address => _server.Urls.Single();

    internal Uri Uri => new($"{_scheme}://localhost:{new Uri(Address).Port}");

    /// <summary>The received requests: operation, body, headers.</summary>
    internal ConcurrentQueue<(string Operation, JsonNode Body, IDictionary<string, string> Headers)> Requests { get; } = new();

    /// <summary>The data of the answer of an operation, computed from the body of the request.</summary>
    internal ConcurrentDictionary<string, Func<JsonNode, JsonNode?>> Answers { get; } = new();

    /// <summary>Operations that are refused: HTTP status, code and message.</summary>
    internal ConcurrentDictionary<string, (int Status, int Code, string Message)> Failing { get; } = new();

    public void Dispose() => _server.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task AnswerAsync(HttpContext context)
    {
        var operation = context.Request.Path.Value!.Replace("/v2/vectordb/jobs/import/", string.Empty, StringComparison.Ordinal);
        var body = (await JsonNode.ParseAsync(context.Request.Body))!;
        Requests.Enqueue(
            (
                operation,
                body,
                context.Request.Headers.ToDictionary(
                    header => header.Key,
                    header => header.Value.ToString(),
                    StringComparer.OrdinalIgnoreCase)));
        if (Failing.TryGetValue(operation, out var failure))
        {
            context.Response.StatusCode = failure.Status;
            await context.Response.WriteAsync($$"""{ "code": {{failure.Code}}, "message": "{{failure.Message}}" }""");
            return;
        }

        var data = Answers.TryGetValue(operation, out var answer) ? answer(body) : new JsonObject();
        await context.Response.WriteAsync(new JsonObject { ["code"] = 0, ["data"] = data }.ToJsonString());
    }
}
