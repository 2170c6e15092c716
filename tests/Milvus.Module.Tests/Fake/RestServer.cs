using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Milvus.Module.Tests.Fake;

/// <summary>A REST interface in this process that records requests and returns scripted answers.</summary>
internal sealed class RestServer : IDisposable
{
    private readonly WebApplication _server;

    internal RestServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(AnswerAsync);
        _server.StartAsync().GetAwaiter().GetResult();
    }

    internal string Address => _server.Urls.Single();

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
