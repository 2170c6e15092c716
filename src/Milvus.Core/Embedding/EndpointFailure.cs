using System.Globalization;
using System.Net;
using System.Security.Authentication;
using System.Text;
using System.Text.Json;

namespace Milvus.Core.Embedding;

/// <summary>A failed attempt of a request.</summary>
/// <param name="Message">What failed, as a sentence without its full stop.</param>
/// <param name="IsTransient">Whether another attempt may succeed.</param>
/// <param name="Wait">How long the endpoint asked to wait; null if it did not.</param>
/// <param name="Action">What to do; null for the general advice.</param>
/// <param name="Cause">The exception of a broken connection; null for an answer.</param>
internal sealed record EndpointFailure(string Message, bool IsTransient, TimeSpan? Wait, string? Action, Exception? Cause = null)
{
    private const int MaxReason = 300;

    /// <summary>The failure of an answer without success.</summary>
    internal static EndpointFailure OfStatus(
        EndpointAddress address, HttpResponseMessage response, byte[] content, EndpointKey? key, TimeProvider time)
    {
        var status = response.StatusCode;
        var reason = ReadReason(content);
        var message = string.Create(CultureInfo.InvariantCulture, $"{address} answered {(int)status}")
            + (reason.Length == 0 ? string.Empty : $": {key?.Hide(reason) ?? reason}");
        var wait = response.Headers.RetryAfter is { } asked
            ? asked.Delta ?? asked.Date - time.GetUtcNow()
            : null;
        return new EndpointFailure(
            message,
            status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout
                || (status >= HttpStatusCode.InternalServerError && status is not HttpStatusCode.NotImplemented),
            wait < TimeSpan.Zero ? TimeSpan.Zero : wait,
            FindAdvice(status));
    }

    /// <summary>A redirect after as many as are followed.</summary>
    internal static EndpointFailure OfRedirects(EndpointAddress address, HttpResponseMessage response, int followed) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{address} answered {(int)response.StatusCode} again after {followed} redirects, which may form a circle"),
        false,
        null,
        FindAdvice(response.StatusCode));

    /// <summary>A connection that could not be made, or broke before the answer was complete.</summary>
    internal static EndpointFailure OfConnection(EndpointAddress address, Exception failure)
    {
        if (failure.InnerException is AuthenticationException)
        {
            return new($"The certificate of {address} was refused", false, null, "Use the name of its certificate in -Uri.", failure);
        }

        // A dead address fails at once.
        var neverSent = failure is HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        };
        return neverSent
            ? new($"{address} cannot be reached: {failure.Message.TrimEnd('.')}", false, null, null, failure)
            : new($"The connection to {address} broke before the answer was complete", true, null, null, failure);
    }

    private static string? FindAdvice(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
            "Check -ApiKey, and -ApiKeyHeader if the endpoint wants the key in another header than Authorization.",
        HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed =>
            "Check -Uri and -Model: the address of most endpoints ends with /v1, and /embeddings is added to it.",
        HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity =>
            "Check -Model and -Dimension, the length of the texts, and use a smaller -BatchSize.",
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => "Pass the address that it redirects to with -Uri.",
        _ => null,
    };

    /// <summary>The reason in an error as OpenAI writes it, otherwise the text; one line of limited length.</summary>
    private static string ReadReason(byte[] content)
    {
        var text = FindMessage(content) ?? Encoding.UTF8.GetString(content, 0, Math.Min(content.Length, MaxReason * 4));
        var line = string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        line = string.Concat(line.Where(letter => !char.IsControl(letter)));
        return line.Length > MaxReason ? line[..MaxReason] + "…" : line;
    }

    private static string? FindMessage(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            var found = document.RootElement;
            while (found.ValueKind == JsonValueKind.Object
                && (found.TryGetProperty("error", out var inner) || found.TryGetProperty("message", out inner)))
            {
                found = inner;
            }

            return found.ValueKind == JsonValueKind.String ? found.GetString() : null;
        }
        catch (JsonException)
        {
            // A page of a proxy: its text is the reason.
            return null;
        }
    }
}
