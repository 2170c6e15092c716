using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Authentication;
using System.Text.Json;
using System.Text.Json.Nodes;
using Milvus.Client.Calls;
using Milvus.Client.Errors;
using Milvus.Client.Transport;
using Milvus.Core.Calls;
using Milvus.Core.Errors;

namespace Milvus.Client.Rest;

/// <summary>
/// Calls of the REST interface, with the certificates and the token of the connection. The retry contract is that of the other calls.
/// </summary>
internal sealed class RestChannel(ServerAddress own, ConnectOptions options) : IDisposable
{
    private const int LargestAnswer = 16 * 1024 * 1024;

    private static readonly TimeSpan _timeOfQuestions = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, (HttpClient Client, TlsCheck Tls, ProxyRoute? Route)> _clients = new(StringComparer.Ordinal);

    /// <summary>Sends a request and returns the data of its answer.</summary>
    /// <param name="caller">The session with the token.</param>
    /// <param name="address">The server; null for that of the connection.</param>
    /// <exception cref="MilvusException">Any failure of the call.</exception>
    internal async Task<JsonElement> PostAsync(
        Connection caller,
        ServerAddress? address,
        string path,
        JsonObject body,
        RetryClass retry,
        CallContext call,
        string? database,
        CancellationToken token)
    {
        var target = address ?? own;
        var (client, tls, route) = GetClient(target);
        if (address is { IsTls: false, IsLoopback: false } && caller.Token is not null)
        {
            call.Warnings.Enqueue($"The token is sent to {address} unencrypted: use https.");
        }

        var started = Stopwatch.GetTimestamp();
        var inDoubt = false;
        for (var attempt = 1; ; attempt++)
        {
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(token);
            if (call.Deadline is { } limit)
            {
                var left = limit - DateTime.UtcNow;
                ending.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
            }

            RestAnswer answer;
            TimeSpan? wanted = null;
            try
            {
                using var request = CreateRequest(caller, target, path, body, database);
                using var response = await client.SendAsync(request, ending.Token).ConfigureAwait(false);
                call.Verbose.Enqueue(FormattableString.Invariant($"POST {request.RequestUri}: {(int)response.StatusCode}"));
                wanted = response.Headers.RetryAfter?.Delta;
                var text = await response.Content.ReadAsStringAsync(ending.Token).ConfigureAwait(false);
                answer = RestAnswers.Read(response.StatusCode, text, path, target, attempt, caller.Secrets);
            }
            catch (HttpRequestException e)
            {
                answer = route is null && await SpeaksOnlyGrpcAsync(client, target, e, ending.Token).ConfigureAwait(false)
                    ? RestAnswers.WithoutHttp(path, target, attempt)
                    : ToBrokenConnection(e, path, target, tls, route, attempt);
            }
            catch (OperationCanceledException e)
            {
                token.ThrowIfCancellationRequested();
                throw CallErrors.CreateTimeout(path, retry, call, attempt, started, e, inDoubt: true);
            }

            if (answer.Error is not { } error)
            {
                return answer.Data;
            }

            inDoubt |= answer.Kind.IsInDoubt && retry != RetryClass.Read;
            var step = answer.Kind.GetReaction(retry);
            if (step != NextStep.Repeat || attempt >= Caller.MaxAttempts)
            {
                throw Caller.ToFinalError(path, attempt, error, step, inDoubt);
            }

            var pause = wanted ?? BackOff.GetDelay(attempt, error.ErrorId == MilvusErrorId.RateLimited);
            if (call.Deadline is { } deadline && DateTime.UtcNow + pause >= deadline)
            {
                throw CallErrors.CreateTimeout(path, retry, call, attempt, started, error, inDoubt);
            }

            call.Verbose.Enqueue(
                FormattableString.Invariant($"{path}: attempt {attempt} failed ({error.Message}); again in {pause.TotalMilliseconds:0} ms")
            );
            await Task.Delay(pause, token).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        lock (_clients)
        {
            foreach (var (client, _, _) in _clients.Values)
            {
                client.Dispose();
            }

            _clients.Clear();
        }
    }

    private (HttpClient Client, TlsCheck Tls, ProxyRoute? Route) GetClient(ServerAddress address)
    {
        lock (_clients)
        {
            var key = address.ToString();
            if (!_clients.TryGetValue(key, out var known))
            {
                var tls = new TlsCheck(options, address.Uri.IdnHost);
                var route = ProxyRoute.Find(address.Uri, options);
                known = (
                    new HttpClient(RemoteChannel.CreateHandler(address, options, tls, route, isHttp2: false))
                    {
                        Timeout = Timeout.InfiniteTimeSpan,
                        MaxResponseContentBufferSize = LargestAnswer,
                    },
                    tls,
                    route);
                _clients.Add(key, known);
            }

            return known;
        }
    }

    private static HttpRequestMessage CreateRequest(
        Connection caller,
        ServerAddress address,
        string path,
        JsonObject body,
        string? database)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address.Uri, path)) { Content = JsonContent.Create(body) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (caller.Token is { } secret)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + secret);
        }

        if (!string.IsNullOrEmpty(database))
        {
            request.Headers.TryAddWithoutValidation("DB-Name", database);
        }

        return request;
    }

    /// <summary>
    /// Whether the address speaks gRPC and nothing else, so that nobody can have executed the request. Such a server closes the connection,
    /// or answers in frames of HTTP/2. A server that was stopped while it worked looks the same, so requests that change nothing are sent,
    /// too: this one answers gRPC and not HTTP/1.1.
    /// </summary>
    private static async Task<bool> SpeaksOnlyGrpcAsync(
        HttpClient client,
        ServerAddress address,
        HttpRequestException failure,
        CancellationToken token)
    {
        // A server that accepts a connection and stays silent would never end the question.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(token);
        ending.CancelAfter(_timeOfQuestions);
        try
        {
            return IsNoHttp(failure)
                && await AskAsync(client, CreateGrpcQuestion(address), ending.Token).ConfigureAwait(false) is null
                && await AskAsync(client, new HttpRequestMessage(HttpMethod.Get, address.Uri), ending.Token).ConfigureAwait(false)
                    is { } second
                && IsNoHttp(second);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C or the time limit: the failure of the call itself is reported.
            return false;
        }
    }

    // A server without this service answers that it does not have it.
    private static HttpRequestMessage CreateGrpcQuestion(ServerAddress address)
    {
        var emptyMessage = new ByteArrayContent(new byte[5]);
        emptyMessage.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        return new HttpRequestMessage(HttpMethod.Post, new Uri(address.Uri, "/grpc.health.v1.Health/Check"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = emptyMessage,
            Headers = { { "TE", "trailers" } },
        };
    }

    /// <summary>The failure of a request; null if there was an answer, whatever it says.</summary>
    private static async Task<HttpRequestException?> AskAsync(HttpClient client, HttpRequestMessage question, CancellationToken token)
    {
        using (question)
        {
            try
            {
                using var answer = await client.SendAsync(question, HttpCompletionOption.ResponseHeadersRead, token).ConfigureAwait(false);
                return null;
            }
            catch (HttpRequestException failure)
            {
                return failure;
            }
        }
    }

    private static bool IsNoHttp(HttpRequestException failure) => Causes.Find<HttpIOException>(failure) is
    {
        HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ResponseEnded
    };

    private static RestAnswer ToBrokenConnection(
        HttpRequestException e,
        string path,
        ServerAddress address,
        TlsCheck tls,
        ProxyRoute? route,
        int attempt)
    {
        var handshake = e.InnerException is AuthenticationException;
        var neverSent = e.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
        var errorId = handshake ? MilvusErrorId.TlsFailed : MilvusErrorId.ServerUnavailable;
        var reason = (route is null ? null : TransportFailure.FindProxyFault(e, route, isFirst: neverSent)) ?? e.Message.TrimEnd('.');
        var error = new MilvusException(errorId, handshake ? tls.Failure ?? e.Message : $"{address} cannot be reached: {reason}.", e)
        {
            Method = path,
            Attempts = attempt,
            RecommendedAction = (handshake ? tls.Action : route?.Action) ?? DefaultAdvice.Find(errorId),
        };
        return new RestAnswer(
            default,
            error,
            handshake ? FailureKind.Refused
                : neverSent ? FailureKind.NotCarriedOut
                : FailureKind.Interrupted);
    }
}
