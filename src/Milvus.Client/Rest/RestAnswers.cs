using System.Globalization;
using System.Net;
using System.Text.Json;
using Milvus.Client.Errors;
using Milvus.Client.Transport;

namespace Milvus.Client.Rest;

/// <summary>What an answer of the REST interface holds: code, message and data, whatever its HTTP status is.</summary>
internal static class RestAnswers
{
    private const int OldSuccess = 200;

    /// <exception cref="MilvusException">The server refused, or it is no Milvus server.</exception>
    internal static JsonElement Data(HttpStatusCode status, string text, string path, ServerAddress address, Secrets secrets)
    {
        switch (status)
        {
            case HttpStatusCode.Unauthorized:
                throw Make(MilvusErrorId.AuthenticationFailed, $"{address} refused the credentials.", 0, path);
            case HttpStatusCode.Forbidden:
                throw Make(MilvusErrorId.PermissionDenied, $"{address} does not permit {path}: {secrets.Hide(text)}", 0, path);
            case HttpStatusCode.NotFound:
                throw Make(MilvusErrorId.NotSupportedByServerVersion, $"{address} does not have {path}.", 0, path);
        }

        if (Parse(text) is not { ValueKind: JsonValueKind.Object } answer || !answer.TryGetProperty("code", out var given) || !given.TryGetInt32(out var code))
        {
            throw Make(
                status == HttpStatusCode.OK ? MilvusErrorId.ProtocolError : MilvusErrorId.ServerError,
                string.Create(CultureInfo.InvariantCulture, $"{address} answered {path} with HTTP status {(int)status} and no code of Milvus."),
                0,
                path);
        }

        if (code is not (0 or OldSuccess))
        {
            var message = answer.TryGetProperty("message", out var words) ? secrets.Hide(words.ToString()) : string.Empty;
            var errorId = ErrorIds.Of(code, Protocol.ErrorCode.Success, message);
            // 1800 is the REST interface's own "not authenticated".
            throw Make(code == 1800 ? MilvusErrorId.AuthenticationFailed : errorId, message.Length > 0 ? message : $"{path} failed.", code, path);
        }

        return answer.TryGetProperty("data", out var data) ? data : default;
    }

    private static JsonElement? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(text);
        }
        catch (JsonException)
        {
            // Said by the caller, with the status.
            return null;
        }
    }

    private static MilvusException Make(string errorId, string message, int code, string path) =>
        new(errorId, message) { Code = code, Method = path, Attempts = 1, RecommendedAction = Advice.For(errorId) };
}
