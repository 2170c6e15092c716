using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Authentication;
using System.Text.Json;
using System.Text.Json.Nodes;
using Milvus.Client.Calls;
using Milvus.Client.Errors;
using Milvus.Client.Transport;

namespace Milvus.Client.Rest;

/// <summary>
/// Calls of the REST interface, with the certificates and the token of the connection. The retry contract is that of the other calls.
/// </summary>
internal sealed class RestChannel(ServerAddress own, ConnectOptions options) : IDisposable
{
    private const int MostAttempts = 5;
    private const int LargestAnswer = 16 * 1024 * 1024;

    private readonly Dictionary<string, (HttpClient Client, TlsCheck Tls)> _clients = new(StringComparer.Ordinal);

    /// <summary>Sends a request and gives the data of its answer.</summary>
    /// <param name="caller">Whose token it carries.</param>
    /// <param name="address">The server; null: that of the connection.</param>
    /// <exception cref="MilvusException">Everything that goes wrong.</exception>
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
        var (client, tls) = ClientFor(target);
        if (address is { IsTls: false, IsLoopback: false } && caller.Token is not null)
        {
            call.Warnings.Enqueue($"The token goes to {address} unencrypted: use https.");
        }

        for (var attempt = 1; ; attempt++)
        {
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(token);
            if (call.Deadline is { } deadline)
            {
                var left = deadline - DateTime.UtcNow;
                ending.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
            }

            MilvusException failure;
            try
            {
                using var request = Request(caller, target, path, body, database);
                using var response = await client.SendAsync(request, ending.Token).ConfigureAwait(false);
                call.Verbose.Enqueue(FormattableString.Invariant($"POST {request.RequestUri}: {(int)response.StatusCode}"));
                var text = await response.Content.ReadAsStringAsync(ending.Token).ConfigureAwait(false);
                return RestAnswers.Data(response.StatusCode, text, path, target, caller.Secrets);
            }
            catch (HttpRequestException e)
            {
                failure = Broken(e, path, target, tls, retry, attempt, out var mayRepeat);
                if (!mayRepeat || attempt >= MostAttempts)
                {
                    throw failure;
                }
            }
            catch (OperationCanceledException e)
            {
                token.ThrowIfCancellationRequested();
                throw retry == RetryClass.UnsafeWrite ? Unknown(path, "no answer within the given time", attempt, e) : new MilvusException(
                    MilvusErrorId.Timeout,
                    $"{path} was not answered by {target} within the given time.",
                    e)
                {
                    Method = path,
                    Attempts = attempt,
                    RecommendedAction = Advice.For(MilvusErrorId.Timeout),
                };
            }

            call.Verbose.Enqueue(FormattableString.Invariant($"{path}: attempt {attempt} failed ({failure.Message})"));
            await Task.Delay(BackOff.After(attempt, rateLimited: false), token).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        lock (_clients)
        {
            foreach (var (client, _) in _clients.Values)
            {
                client.Dispose();
            }

            _clients.Clear();
        }
    }

    private (HttpClient Client, TlsCheck Tls) ClientFor(ServerAddress address)
    {
        lock (_clients)
        {
            var key = address.ToString();
            if (!_clients.TryGetValue(key, out var known))
            {
                var tls = new TlsCheck(options, address.Uri.IdnHost);
                known = (
                    new HttpClient(RemoteChannel.CreateHandler(address, options, tls)) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LargestAnswer },
                    tls);
                _clients.Add(key, known);
            }

            return known;
        }
    }

    private static HttpRequestMessage Request(Connection caller, ServerAddress address, string path, JsonObject body, string? database)
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

    private static MilvusException Broken(HttpRequestException e, string path, ServerAddress address, TlsCheck tls, RetryClass retry, int attempt, out bool mayRepeat)
    {
        var neverSent = e.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
        var handshake = e.InnerException is AuthenticationException;
        mayRepeat = !handshake && (neverSent || retry != RetryClass.UnsafeWrite);
        if (!neverSent && retry == RetryClass.UnsafeWrite)
        {
            return Unknown(path, e.Message, attempt, e);
        }

        var errorId = handshake ? MilvusErrorId.TlsFailed : MilvusErrorId.ServerUnavailable;
        return new MilvusException(errorId, handshake ? tls.Failure ?? e.Message : $"{address} cannot be reached: {e.Message}", e)
        {
            Method = path,
            Attempts = attempt,
            RecommendedAction = (handshake ? tls.Action : null) ?? Advice.For(errorId),
        };
    }

    private static MilvusException Unknown(string path, string why, int attempt, Exception cause) =>
        new(MilvusErrorId.WriteOutcomeUnknown, $"It is not known whether the server carried out {path}: {why}", cause)
        {
            Method = path,
            Attempts = attempt,
            RecommendedAction = Advice.AfterUnknown(nameof(Calls.Rpcs.Import)),
        };
}
