using System.Globalization;
using System.Net;
using System.Text.Json;
using Milvus.Client.Calls;
using Milvus.Client.Errors;
using Milvus.Client.Transport;
using Milvus.Core.Errors;

namespace Milvus.Client.Rest;

/// <summary>The body of an answer of the REST interface: code, message and data.</summary>
internal static class RestAnswers
{
    private const int OldSuccess = 200;

    /// <summary>The interface's own "not authenticated".</summary>
    private const int NotAuthenticated = 1800;

    /// <summary>Reads an answer: its data, or the error and its kind.</summary>
    internal static RestAnswer Read(HttpStatusCode status, string text, string path, ServerAddress address, int attempt, SecretMask secrets)
    {
        switch (status)
        {
            case HttpStatusCode.Unauthorized:
                return ToRefusal(MilvusErrorId.AuthenticationFailed, $"{address} refused the credentials.", path, attempt);
            case HttpStatusCode.Forbidden:
                return ToRefusal(MilvusErrorId.PermissionDenied, $"{address} does not permit {path}: {secrets.Hide(text)}", path, attempt);
            case HttpStatusCode.NotFound:
                return ToRefusal(MilvusErrorId.NotSupportedByServerVersion, $"{address} does not support {path}.", path, attempt);
        }

        if (
            Parse(text) is not { ValueKind: JsonValueKind.Object } answer
            || !answer.TryGetProperty("code", out var given)
            || !given.TryGetInt32(out var code))
        {
            return status == HttpStatusCode.BadRequest && text.Contains("HTTP/2", StringComparison.Ordinal)
                ? WithoutHttp(path, address, attempt)
                : WithoutCode(status, path, address, attempt);
        }

        if (code is 0 or OldSuccess)
        {
            return new RestAnswer(answer.TryGetProperty("data", out var data) ? data : default, null, FailureKind.Refused);
        }

        var message = answer.TryGetProperty("message", out var words) ? secrets.Hide(words.ToString()) : string.Empty;
        var milvus = new Protocol.Status { Code = code, Reason = message.Length > 0 ? message : $"{path} failed." };
        var error = code == NotAuthenticated
            ? Make(MilvusErrorId.AuthenticationFailed, milvus.Reason, path, attempt)
            : StatusErrors.ToException(milvus, path, attempt, secrets);
        return new RestAnswer(default, error, Failures.FindKind(milvus, error));
    }

    /// <summary>The server has no HTTP interface at this address, so it cannot have executed the request.</summary>
    internal static RestAnswer WithoutHttp(string path, ServerAddress address, int attempt)
    {
        var error = new MilvusException(
            MilvusErrorId.NotSupported,
            $"{address} has no REST interface: it answers gRPC, and no HTTP request such as {path}.")
        {
            Method = path,
            Attempts = attempt,
            RecommendedAction = "Specify the address of the REST interface with -RestUri, if the server has one. Milvus Lite has none: "
                + "Import-MilvusEntity writes the rows of a file without it.",
        };
        return new RestAnswer(default, error, FailureKind.Refused);
    }

    /// <summary>HTTP status codes, for example of a proxy, with the kinds of the corresponding gRPC codes.</summary>
    private static RestAnswer WithoutCode(HttpStatusCode status, string path, ServerAddress address, int attempt)
    {
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"{address} answered {path} with HTTP status {(int)status} and no code of Milvus.");
        var (errorId, kind) = status switch
        {
            HttpStatusCode.TooManyRequests => (MilvusErrorId.RateLimited, FailureKind.NotCarriedOut),
            HttpStatusCode.RequestEntityTooLarge => (MilvusErrorId.MessageTooLarge, FailureKind.Refused),
            HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable => (MilvusErrorId.ServerUnavailable, FailureKind.Interrupted),
            HttpStatusCode.GatewayTimeout => (MilvusErrorId.Timeout, FailureKind.OutOfTime),
            >= HttpStatusCode.InternalServerError => (MilvusErrorId.ServerError, FailureKind.Interrupted),
            HttpStatusCode.OK => (MilvusErrorId.ProtocolError, FailureKind.AnswerLost),
            _ => (MilvusErrorId.ServerError, FailureKind.Refused),
        };
        return new RestAnswer(default, Make(errorId, message, path, attempt), kind);
    }

    private static RestAnswer ToRefusal(string errorId, string message, string path, int attempt) =>
        new(default, Make(errorId, message, path, attempt), FailureKind.Refused);

    private static JsonElement? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(text);
        }
        catch (JsonException)
        {
            // Reported by the caller, with the status.
            return null;
        }
    }

    private static MilvusException Make(string errorId, string message, string path, int attempt) =>
        new(errorId, message) { Method = path, Attempts = attempt, RecommendedAction = DefaultAdvice.Find(errorId) };
}

/// <summary>An answer of the REST interface: data, or an error and the kind of failure it is.</summary>
internal readonly record struct RestAnswer(JsonElement Data, MilvusException? Error, FailureKind Kind);
