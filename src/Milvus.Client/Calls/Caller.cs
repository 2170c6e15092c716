using System.Diagnostics;
using System.Globalization;
using Grpc.Core;
using Milvus.Client.Errors;
using Milvus.Client.Transport;

namespace Milvus.Client.Calls;

/// <summary>
/// Makes a call and keeps the retry contract: one time budget over all attempts, random growing pauses, a verbose line for each
/// attempt, and never twice what may not be done twice.
/// </summary>
internal sealed class Caller(Connection connection)
{
    private const int MostAttempts = 5;
    private const int MostAttemptsWhenLimited = 12;
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(5);

    internal Connection Connection { get; } = connection;

    /// <exception cref="MilvusException">Everything that goes wrong.</exception>
    /// <exception cref="OperationCanceledException">Only for <paramref name="token"/>.</exception>
    internal async Task<TResponse> CallAsync<TRequest, TResponse>(
        Rpc<TRequest, TResponse> rpc,
        TRequest request,
        CallContext call,
        CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        ThrowIfClosed(rpc.Name);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(token, Connection.Closing);
        var started = Stopwatch.GetTimestamp();
        var options = new CallOptions(Connection.Headers(Checked(call.Database), Guid.NewGuid().ToString("N")), call.Deadline, ending.Token);
        var warned = false;
        for (var attempt = 1; ; attempt++)
        {
            var failure = await WatchAsync(rpc, request, call, options, attempt, started, token).ConfigureAwait(false);
            if (failure.Error is not { } error)
            {
                return failure.Response!;
            }

            if (!failure.MayRepeat || rpc.Once || attempt >= (failure.RateLimited ? MostAttemptsWhenLimited : MostAttempts))
            {
                throw error;
            }

            var pause = failure.PushBack ?? BackOff.After(attempt, failure.RateLimited, rpc.FirstPause);
            if (call.Deadline is { } deadline && DateTime.UtcNow + pause >= deadline)
            {
                throw OutOfTime(rpc, call, attempt, started, error);
            }

            Tell(call, $"{rpc.Name}: attempt {attempt} failed ({error.ErrorId}: {error.Message}); again in {pause.TotalMilliseconds:0} ms");
            if (!warned && Stopwatch.GetElapsedTime(started) + pause > LongWait)
            {
                warned = true;
                call.Warnings.Enqueue($"{rpc.Name} is still being tried: {error.Message}");
            }

            await PauseAsync(pause, rpc.Name, ending.Token, token).ConfigureAwait(false);
        }
    }

    /// <summary>Waits between two calls; ends at once when the caller stops or the connection is closed.</summary>
    internal async Task PauseAsync(TimeSpan pause, string method, CancellationToken token)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(token, Connection.Closing);
        await PauseAsync(pause, method, ending.Token, token).ConfigureAwait(false);
    }

    private async Task PauseAsync(TimeSpan pause, string method, CancellationToken ending, CancellationToken token)
    {
        try
        {
            await Task.Delay(pause, ending).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            token.ThrowIfCancellationRequested();
            ThrowIfClosed(method);
        }
    }

    /// <summary>One attempt, with what is told of it.</summary>
    private async Task<Attempt<TResponse>> WatchAsync<TRequest, TResponse>(
        Rpc<TRequest, TResponse> rpc,
        TRequest request,
        CallContext call,
        CallOptions options,
        int attempt,
        long started,
        CancellationToken token)
    {
        call.Debug?.Enqueue($"{rpc.Name}: {CallShape.Of(request)}");
        using var span = Telemetry.Source.StartActivity(rpc.Name, ActivityKind.Client, call.Span);
        var sent = Stopwatch.GetTimestamp();
        var made = await AttemptAsync(rpc, request, call, options, attempt, started, token).ConfigureAwait(false);
        var time = Stopwatch.GetElapsedTime(sent);
        var database = call.Database ?? Connection.Database;
        Connection.Trace?.Write(rpc.Name, database, request, made.Response, attempt, time, made.Error);
        if (Telemetry.Duration.Enabled)
        {
            Telemetry.Duration.Record(time.TotalSeconds, new("db.system.name", "milvus"), new("db.operation.name", rpc.Name), new("error.type", made.Error?.ErrorId));
        }

        span?.SetTag("db.system.name", "milvus").SetTag("db.operation.name", rpc.Name).SetTag("db.namespace", database)
            .SetTag("db.collection.name", CallShape.Collection(request)).SetTag("server.address", Connection.Address)
            .SetTag("milvus.attempt", attempt).SetTag("error.type", made.Error?.ErrorId)
            .SetStatus(made.Error is null ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
        return made;
    }

    private async Task<Attempt<TResponse>> AttemptAsync<TRequest, TResponse>(
        Rpc<TRequest, TResponse> rpc,
        TRequest request,
        CallContext call,
        CallOptions options,
        int attempt,
        long started,
        CancellationToken token)
    {
        try
        {
            using var sent = rpc.Send(Connection.Stub, request, options);
            var response = await sent.ResponseAsync.ConfigureAwait(false);
            var status = rpc.Status(response);
            if (status is null || !StatusErrors.IsFailure(status))
            {
                var collection = CallShape.Collection(request) is { } name ? $" of {name}" : string.Empty;
                var rows = CallShape.Rows(request, response) is { } count ? string.Create(CultureInfo.InvariantCulture, $"{count:N0} rows, ") : string.Empty;
                Tell(call, $"{rpc.Name}{collection} on {Connection.Address}: {rows}{Stopwatch.GetElapsedTime(started).TotalMilliseconds:0.0} ms");
                return new Attempt<TResponse> { Response = response };
            }

            // The server answered, so it says itself that nothing was done and whether it may be asked again.
            return new Attempt<TResponse>
            {
                Error = StatusErrors.ToException(status, rpc.Name, attempt, Connection.Secrets),
                MayRepeat = status.Retriable || StatusErrors.IsRateLimit(status),
                RateLimited = StatusErrors.IsRateLimit(status),
            };
        }
        catch (RpcException e)
        {
            token.ThrowIfCancellationRequested();
            ThrowIfClosed(rpc.Name);
            return Broken(rpc, call, attempt, started, e);
        }
        catch (Exception e) when (e is ObjectDisposedException or OperationCanceledException)
        {
            token.ThrowIfCancellationRequested();
            throw Closed(rpc.Name, e);
        }
    }

    private Attempt<TResponse> Broken<TRequest, TResponse>(Rpc<TRequest, TResponse> rpc, CallContext call, int attempt, long started, RpcException e)
    {
        var neverSent = RpcErrors.NeverSent(e);
        if (e.StatusCode == StatusCode.DeadlineExceeded && call.Deadline is { } deadline && deadline <= DateTime.UtcNow.AddMilliseconds(50))
        {
            return new Attempt<TResponse> { Error = OutOfTime(rpc, call, attempt, started, e) };
        }

        var error = RpcErrors.ToException(e, rpc.Name, attempt, Connection);
        var broken = error.ErrorId == MilvusErrorId.ServerUnavailable;
        if (rpc.Class == RetryClass.UnsafeWrite && !neverSent && (broken || error.ErrorId is MilvusErrorId.Timeout or MilvusErrorId.Stopped))
        {
            return new Attempt<TResponse> { Error = Unknown(rpc.Name, attempt, error.Message, e) };
        }

        var pushBack = PushBack(e);
        return new Attempt<TResponse>
        {
            Error = error,
            // A server that says "never" with a negative push-back is obeyed.
            MayRepeat = broken && pushBack >= 0,
            PushBack = pushBack > 0 ? TimeSpan.FromMilliseconds(pushBack) : null,
        };
    }

    private static MilvusException OutOfTime<TRequest, TResponse>(
        Rpc<TRequest, TResponse> rpc,
        CallContext call,
        int attempt,
        long started,
        Exception cause)
    {
        var budget = call.Timeout is { } given ? Seconds(given) : "the given time";
        var spent = Seconds(Stopwatch.GetElapsedTime(started));
        var tries = attempt == 1 ? "1 attempt" : string.Create(CultureInfo.InvariantCulture, $"{attempt} attempts");
        var message = $"{rpc.Name} was not answered within {budget} (this call: {spent}, {tries}).";
        if (cause is MilvusException last)
        {
            // The last attempt failed before the time was up, so nothing is on its way.
            message += $" The last attempt: {last.Message}";
        }
        else if (rpc.Class == RetryClass.UnsafeWrite)
        {
            return Unknown(rpc.Name, attempt, message, cause);
        }
        else if (rpc.Class == RetryClass.IdempotentWrite)
        {
            message += " The server may have carried it out nevertheless.";
        }

        return new MilvusException(MilvusErrorId.Timeout, message, cause)
        {
            Method = rpc.Name,
            Attempts = attempt,
            RecommendedAction = Advice.For(MilvusErrorId.Timeout),
        };
    }

    private static MilvusException Unknown(string method, int attempt, string message, Exception cause) =>
        new(MilvusErrorId.WriteOutcomeUnknown, $"It is not known whether the server carried out {method}: {message}", cause)
        {
            Method = method,
            Attempts = attempt,
            RecommendedAction = Advice.AfterUnknown(method),
        };

    private static long PushBack(RpcException e) =>
        e.Trailers.GetValue("grpc-retry-pushback-ms") is not { } text
            ? 0
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds) ? milliseconds : -1;

    private void ThrowIfClosed(string method)
    {
        if (Connection.IsClosed)
        {
            throw Closed(method, null);
        }
    }

    private MilvusException Closed(string method, Exception? cause) =>
        new(MilvusErrorId.ConnectionClosed, $"The connection to {Connection.Address} is closed.", cause)
        {
            Method = method,
            RecommendedAction = Advice.For(MilvusErrorId.ConnectionClosed),
        };

    // Headers are ASCII, and a name that is not cannot be a database's.
    private static string? Checked(string? database) => database is null || database.All(char.IsAscii)
        ? database
        : throw new MilvusException(MilvusErrorId.InvalidArgument, $"'{database}' cannot be the name of a database: letters, digits and underscores only.");

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");

    private static void Tell(CallContext call, FormattableString line) => call.Verbose.Enqueue(FormattableString.Invariant(line));

    private readonly struct Attempt<TResponse>
    {
        internal TResponse? Response { get; init; }

        internal MilvusException? Error { get; init; }

        internal bool MayRepeat { get; init; }

        internal bool RateLimited { get; init; }

        internal TimeSpan? PushBack { get; init; }
    }
}
