using System.Diagnostics;
using System.Globalization;
using System.Security.Authentication;
using Milvus.Client.Calls;
using Milvus.Client.Transport;
using Milvus.Core.Calls;

namespace Milvus.Client.ObjectStores;

/// <summary>Sends the requests of an object store, repeats those that may succeed later, and converts failures.</summary>
/// <param name="client">The HTTP client.</param>
/// <param name="tls">The check of the store's certificate.</param>
/// <param name="prepare">Creates the message of an attempt, signed for a root; the root is null for the store's own.</param>
/// <param name="hide">Removes the secrets from a text.</param>
/// <param name="call">Time budget and messages.</param>
/// <param name="time">The clock.</param>
internal sealed class StoreCaller(
    HttpClient client,
    TlsCheck tls,
    Func<StoreRequest, Uri?, HttpRequestMessage> prepare,
    Func<string, string> hide,
    CallContext call,
    TimeProvider time
) : IDisposable
{
    private const int MaxAttempts = 5;
    private const int MaxRedirects = 3;
    private const int MaxAnswer = 1 << 15;

    /// <summary>How long nothing may be sent or received before an attempt counts as broken.</summary>
    internal TimeSpan StallLimit { get; init; } = TimeSpan.FromSeconds(100);

    public void Dispose() => client.Dispose();

    /// <summary>Sends a request until it is answered. Answers that are not success are errors, unless they are expected.</summary>
    /// <exception cref="MilvusException">Any failure.</exception>
    internal async Task<StoreAnswer> SendAsync(StoreRequest request, CancellationToken token, params int[] expected)
    {
        Uri? root = null;
        var redirects = 0;
        for (var attempt = 1; ; attempt++)
        {
            var (answer, failure) = await TryAsync(request, root, token).ConfigureAwait(false);
            if (answer is not null && (expected.Contains(answer.Status) || !StoreFault.IsIn(answer)))
            {
                return answer;
            }

            if (answer is { Status: 307 or 308 } && answer.GetHeader("Location") is { } location)
            {
                root = Follow(request, root, location, ++redirects);
                attempt--;
                continue;
            }

            var fault = answer is null ? null : new StoreFault(answer);
            var error = failure ?? fault!.ToException(request.What, Place, hide, time.GetUtcNow().UtcDateTime);
            if (attempt == MaxAttempts || !(fault?.IsTransient ?? error.ErrorId == MilvusErrorId.ServerUnavailable))
            {
                throw fault?.IsChanged == true ? new StoreFaultException(error) : error.With(error.Message + Attempts(attempt));
            }

            await PauseAsync(request, answer, error, attempt, token).ConfigureAwait(false);
        }
    }

    /// <summary>The store, for messages.</summary>
    internal required string Place { get; init; }

    private static string Attempts(int attempt) =>
        attempt > 1 ? string.Create(CultureInfo.InvariantCulture, $" ({attempt} attempts)") : string.Empty;

    private async Task PauseAsync(StoreRequest request, StoreAnswer? answer, MilvusException error, int attempt, CancellationToken token)
    {
        var asked = int.TryParse(answer?.GetHeader("Retry-After"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds);
        var pause = asked
            ? TimeSpan.FromSeconds(Math.Min(seconds, 60))
            : BackOff.GetDelay(attempt, error.ErrorId == MilvusErrorId.RateLimited);
        if (call.Deadline is { } deadline && DateTime.UtcNow + pause >= deadline)
        {
            throw CreateTimeout(request, error);
        }

        call.Verbose.Enqueue(
            hide(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{request.What}: attempt {attempt} failed ({error.Message}); again in {pause.TotalMilliseconds:0} ms")));
        await Task.Delay(pause, time, token).ConfigureAwait(false);
    }

    private async Task<(StoreAnswer? Answer, MilvusException? Failure)> TryAsync(StoreRequest request, Uri? root, CancellationToken token)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        var started = Stopwatch.GetTimestamp();
        Extend();
        try
        {
            using var message = prepare(request, root);
            if (request.Body is not null)
            {
                message.Content = request.Body(_ => Extend());
                message.Headers.ExpectContinue = request.IsLarge;
            }

            using var response = await client
                .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, stop.Token)
                .ConfigureAwait(false);
            Extend();
            var answer = await ReadAsync(response, stop.Token).ConfigureAwait(false);
            call.Verbose.Enqueue(
                hide(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{request.What}: {message.Method} {message.RequestUri!.GetLeftPart(UriPartial.Path)}: {answer.Status} in "
                            + $"{Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms")));
            return (answer, null);
        }
        catch (OperationCanceledException e) when (!token.IsCancellationRequested)
        {
            if (call.Deadline <= DateTime.UtcNow)
            {
                throw CreateTimeout(request, e);
            }

            return (null, CreateBroken($"{Place} did not answer for {StallLimit.TotalSeconds:0} s.", e));
        }
        catch (HttpRequestException e)
        {
            token.ThrowIfCancellationRequested();
            return (null, ToBroken(e));
        }
        catch (IOException e)
        {
            token.ThrowIfCancellationRequested();
            return (null, CreateBroken($"The connection to {Place} broke: {e.Message}", e));
        }

        void Extend()
        {
            var left = call.Deadline - DateTime.UtcNow;
            stop.CancelAfter(left is { } budget && budget < StallLimit ? (budget > TimeSpan.Zero ? budget : TimeSpan.Zero) : StallLimit);
        }
    }

    private static async Task<StoreAnswer> ReadAsync(HttpResponseMessage response, CancellationToken token)
    {
        var headers = response
            .Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(token).ConfigureAwait(false));
        var buffer = new char[MaxAnswer];
        var length = await reader.ReadBlockAsync(buffer, token).ConfigureAwait(false);
        return new StoreAnswer((int)response.StatusCode, headers, new string(buffer, 0, length));
    }

    // A store may send a request to another address, which gets a signature of its own.
    private static Uri Follow(StoreRequest request, Uri? root, string location, int count)
    {
        var target = Uri.TryCreate(location, UriKind.Absolute, out var parsed) ? parsed : null;
        var insecure = root?.Scheme == Uri.UriSchemeHttps && target?.Scheme != Uri.UriSchemeHttps;
        return target is null || insecure || count > MaxRedirects || target.Scheme is not ("http" or "https")
            ? throw new MilvusException(
                MilvusErrorId.ProtocolError,
                $"{request.What} failed: the store redirected it {(count > MaxRedirects ? "again and again" : "to an unusable address")}.")
            {
                RecommendedAction = "Check -Endpoint and -Region.",
            }
            : new Uri(target.GetLeftPart(UriPartial.Authority));
    }

    private MilvusException ToBroken(HttpRequestException e)
    {
        if (e.InnerException is AuthenticationException)
        {
            var reason = tls.Failure ?? $"TLS with {Place} failed: {e.InnerException.Message}";
            return new MilvusException(MilvusErrorId.TlsFailed, hide(reason), e)
            {
                RecommendedAction = tls.Action ?? "Check -Endpoint, and whether it needs http or https; -CACertificate trusts an authority "
                    + "of your own.",
            };
        }

        return CreateBroken(
            e.HttpRequestError == HttpRequestError.NameResolutionError
                ? $"The name of {Place} cannot be resolved: {e.Message}"
                : $"{Place} cannot be reached: {e.Message}",
            e);
    }

    private MilvusException CreateBroken(string message, Exception cause) =>
        new(MilvusErrorId.ServerUnavailable, hide(message), cause)
        {
            RecommendedAction = "Check -Endpoint or -Destination, the network and that the store runs; then repeat the command.",
        };

    private MilvusException CreateTimeout(StoreRequest request, Exception cause) =>
        new(
            MilvusErrorId.Timeout,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{request.What} did not finish within {call.Timeout?.TotalSeconds ?? 0:0.###} s; nothing was stored."),
            cause)
        {
            RecommendedAction = "Use a longer -TimeoutSec, or omit it.",
        };
}

/// <summary>The store received other bytes than those of the checksum.</summary>
internal sealed class StoreFaultException(MilvusException error) : Exception(error.Message, error)
{
    internal MilvusException Error => error;
}
