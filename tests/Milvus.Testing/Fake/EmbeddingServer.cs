using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Milvus.Testing.Fake;

/// <summary>
/// The embeddings call of OpenAI with deterministic vectors: texts with the same words have similar vectors. The vectors depend on the
/// model. Its next answers can be faults.
/// </summary>
internal sealed class EmbeddingServer : IDisposable
{
    private readonly RestServer _server;

    /// <param name="dimension">The dimension of the vectors, unless a request asks for another one.</param>
    internal EmbeddingServer(int dimension = 16)
    {
        Dimension = dimension;
        _server = new RestServer(AnswerAsync);
    }

    internal int Dimension { get; set; }

    /// <summary>The model; null for the deterministic vectors.</summary>
    internal Func<string, float[]>? Model { get; init; }

    /// <summary>The address for -Uri.</summary>
    internal string Address => $"{_server.Address}/v1";

    /// <summary>The address that <see cref="EmbeddingFault.RedirectElsewhere"/> leads to.</summary>
    internal string Elsewhere { get; set; } = "http://127.0.0.1:9";

    /// <summary>The faults of the next requests, one for each.</summary>
    internal ConcurrentQueue<EmbeddingFault> Faults { get; } = new();

    /// <summary>The received requests.</summary>
    internal ConcurrentQueue<(string Path, JsonNode Body, IReadOnlyDictionary<string, string> Headers)> Requests { get; } = new();

    /// <summary>The texts of each request.</summary>
    internal IEnumerable<string[]> Texts => Requests.Select(request => Inputs(request.Body));

    /// <summary>Completed when a request waits for an answer that does not come.</summary>
    internal TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose() => _server.Dispose();

    /// <summary>The vector of a text.</summary>
    internal static float[] Embed(string model, string text, int dimension)
    {
        var vector = new float[dimension];
        foreach (var word in text.ToLowerInvariant().Split([' ', ',', '.', ';', ':'], StringSplitOptions.RemoveEmptyEntries))
        {
            var hash = 14_695_981_039_346_656_037;
            foreach (var letter in model + "/" + word)
            {
                hash = (hash ^ letter) * 1_099_511_628_211;
            }

            for (var i = 0; i < dimension; i++)
            {
                hash = hash * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407;
                vector[i] += (hash >> 40) / (float)(1 << 23) - 1;
            }
        }

        return vector;
    }

    private static string[] Inputs(JsonNode body) => [.. body["input"]!.AsArray().Select(text => (string)text!)];

    private async Task AnswerAsync(HttpContext context)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body))!;
        Requests.Enqueue((
            context.Request.Path.Value! + context.Request.QueryString.Value,
            body,
            context.Request.Headers.ToDictionary(
                header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        if (Faults.TryDequeue(out var fault) && fault != EmbeddingFault.None)
        {
            await FailAsync(context, body, fault);
            return;
        }

        await WriteAsync(context, CreateAnswer(body));
    }

    private async Task FailAsync(HttpContext context, JsonNode body, EmbeddingFault fault)
    {
        switch (fault)
        {
            case EmbeddingFault.Busy or EmbeddingFault.BusyForAnHour:
                context.Response.Headers.RetryAfter = fault == EmbeddingFault.Busy ? "0" : "3600";
                await RefuseAsync(context, 429, "Too many requests.");
                break;
            case EmbeddingFault.Broken:
                await RefuseAsync(context, 500, "The model crashed.");
                break;
            case EmbeddingFault.Refused:
                await RefuseAsync(context, 400, $"Not with {context.Request.Headers.Authorization}.");
                break;
            case EmbeddingFault.Unauthorized:
                await RefuseAsync(context, 401, "Incorrect API key provided.");
                break;
            case EmbeddingFault.Silent:
                Waiting.TrySetResult();
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            case EmbeddingFault.Cut:
                context.Response.ContentLength = 10_000;
                await context.Response.WriteAsync("{ \"data\": [");
                await context.Response.Body.FlushAsync();
                context.Abort();
                break;
            case EmbeddingFault.Page:
                await context.Response.WriteAsync("<html>Sign in</html>");
                break;
            case EmbeddingFault.RedirectElsewhere or EmbeddingFault.RedirectHere:
                context.Response.StatusCode = 307;
                context.Response.Headers.Location = fault == EmbeddingFault.RedirectHere ? "/v2/embeddings" : $"{Elsewhere}/v1/embeddings";
                break;
            case EmbeddingFault.Moved:
                context.Response.StatusCode = 302;
                context.Response.Headers.Location = "/v2/embeddings";
                break;
            default:
                await WriteAsync(context, Spoil(CreateAnswer(body), fault));
                break;
        }
    }

    private JsonObject CreateAnswer(JsonNode body)
    {
        var (model, dimension) = ((string)body["model"]!, (int?)body["dimensions"] ?? Dimension);
        var embed = Model ?? (text => Embed(model, text, dimension));
        var data = Inputs(body).Select((text, index) => new JsonObject
        {
            ["object"] = "embedding",
            ["index"] = index,
            ["embedding"] = new JsonArray([.. embed(text).Select(number => JsonValue.Create(number))]),
        });
        // The index of a vector counts, not its place.
        return new JsonObject { ["object"] = "list", ["data"] = new JsonArray([.. data.Reverse()]), ["model"] = model };
    }

    private static string Spoil(JsonObject answer, EmbeddingFault fault)
    {
        var data = answer["data"]!.AsArray();
        var last = data[0]!.AsObject();
        var vector = last["embedding"]!.AsArray();
        switch (fault)
        {
            case EmbeddingFault.Short:
                data.RemoveAt(0);
                break;
            case EmbeddingFault.Long:
                data.Add(last.DeepClone());
                break;
            case EmbeddingFault.DoubledIndex:
                last["index"] = 0;
                break;
            case EmbeddingFault.TextIndex:
                last["index"] = $"{last["index"]}";
                break;
            case EmbeddingFault.Base64:
                last["embedding"] = "AACAPwAAAEA=";
                break;
            case EmbeddingFault.Infinity:
                vector[0] = 1e300;
                break;
            case EmbeddingFault.NaN:
                vector[0] = "NaN";
                break;
            case EmbeddingFault.Null:
                vector[0] = null;
                break;
            case EmbeddingFault.Zero:
                last["embedding"] = new JsonArray([.. vector.Select(_ => JsonValue.Create(0))]);
                break;
            case EmbeddingFault.WrongDimension:
                vector.Add(1.5);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault.ToString());
        }

        return answer.ToJsonString();
    }

    private static Task WriteAsync(HttpContext context, JsonObject answer) => WriteAsync(context, answer.ToJsonString());

    private static async Task WriteAsync(HttpContext context, string answer)
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer);
    }

    private static async Task RefuseAsync(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        await WriteAsync(context, new JsonObject { ["error"] = new JsonObject { ["message"] = reason, ["code"] = status } });
    }
}
