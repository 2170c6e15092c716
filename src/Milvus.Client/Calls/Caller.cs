using System.Diagnostics;
using System.Globalization;
using Grpc.Core;
using Milvus.Client.Errors;
using Milvus.Client.InProcess;
using Milvus.Client.Tracing;
using Milvus.Client.Transport;
using Milvus.Core.Calls;
using Milvus.Core.Errors;
using Milvus.Core.Marshalling.Values;
using Milvus.Embedded.Diagnostics;

namespace Milvus.Client.Calls;

/// <summary>
/// Sends a call by the retry contract: one time budget for all attempts, random growing delays, a verbose line for each
/// attempt, and no repeat of a call that must not be executed twice.
/// </summary>
internal sealed class Caller(Connection connection)
{
    /// <summary>The maximum number of attempts of a call.</summary>
    internal const int MaxAttempts = 5;

    /// <summary>The maximum for a call whose rate Milvus limits: it is refused before anything is done.</summary>
    internal const int MaxAttemptsWhenLimited = 12;

    /// <summary>The maximum number of attempts that end because the server says nothing; each of them takes many seconds.</summary>
    private const int MaxSilences = 2;

    private static readonly TimeSpan _longWait = TimeSpan.FromSeconds(5);

    internal Connection Connection { get; } = connection;

    /// <exception cref="MilvusException">Any failure of the call.</exception>
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
        var requestId = Guid.NewGuid().ToString("N");
        var options = new CallOptions(Connection.CreateHeaders(call.Database, requestId), call.Deadline, ending.Token);
        var warned = false;
        var inDoubt = false;
        var silent = 0;
        for (var attempt = 1; ; attempt++)
        {
            var sending = new Sending(attempt, started, Stopwatch.GetTimestamp(), requestId);
            var made = await WatchAsync(rpc, request, call, options, sending, token).ConfigureAwait(false);
            if (made.Error is not { } error)
            {
                return made.Response!;
            }

            silent += made.IsSilence ? 1 : 0;
            inDoubt |= made.Kind.IsInDoubt && rpc.Class != RetryClass.Read;
            var step = made.Kind.GetReaction(rpc.Class);
            if (step != NextStep.Repeat
                || made.Final
                || rpc.Once
                || silent == MaxSilences
                || attempt >= (made.LimitedByMilvus ? MaxAttemptsWhenLimited : MaxAttempts))
            {
                throw AddRequestId(ToFinalError(rpc.Name, attempt, error, step, inDoubt), requestId);
            }

            var pause = made.PushBack ?? BackOff.GetDelay(attempt, made.RateLimited, rpc.FirstPause);
            if (call.Deadline is { } deadline && DateTime.UtcNow + pause >= deadline)
            {
                throw AddRequestId(CallErrors.CreateTimeout(rpc.Name, rpc.Class, call, attempt, started, error, inDoubt), requestId);
            }

            var wait = pause.TotalMilliseconds;
            var cause = $"{error.ErrorId}: {error.Message}";
            WriteVerbose(call, $"{rpc.Name}: attempt {attempt} failed ({cause}); retry in {wait:0} ms, request {requestId}");
            if (!warned && Stopwatch.GetElapsedTime(started) + pause > _longWait)
            {
                warned = true;
                call.Warnings.Enqueue($"{rpc.Name} is still being retried: {error.Message}");
            }

            await PauseAsync(pause, rpc.Name, ending.Token, token).ConfigureAwait(false);
        }
    }

    /// <summary>Waits between two calls; ends at once if the caller stops or the connection is closed.</summary>
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

    /// <summary>One attempt, with its telemetry and trace.</summary>
    private async Task<Attempt<TResponse>> WatchAsync<TRequest, TResponse>(
        Rpc<TRequest, TResponse> rpc,
        TRequest request,
        CallContext call,
        CallOptions options,
        Sending sending,
        CancellationToken token)
    {
        call.Debug?.Enqueue($"{rpc.Name}: {CallShape.Describe(request)}, request {sending.RequestId}");
        using var failures = FailuresToDebug(call, sending.RequestId);
        using var span = Telemetry.Source.StartActivity(rpc.Name, ActivityKind.Client, call.Span);
        var made = await TryOnceAsync(rpc, request, call, options, sending, token).ConfigureAwait(false);
        var time = Stopwatch.GetElapsedTime(sending.Sent);
        var database = call.Database ?? Connection.Database;
        Connection.Trace?.Write(rpc.Name, sending.RequestId, database, request, made.Response, sending.Attempt, time, made.Error);
        if (Telemetry.Duration.Enabled)
        {
            Telemetry.Duration.Record(
                time.TotalSeconds,
                new("db.system.name", "milvus"),
                new("db.operation.name", rpc.Name),
                new("error.type", made.Error?.ErrorId));
        }

        span?.SetTag("db.system.name", "milvus")
            .SetTag("db.operation.name", rpc.Name)
            .SetTag("db.namespace", database)
            .SetTag("db.collection.name", CallShape.GetCollection(request))
            .SetTag("server.address", Connection.Address)
            .SetTag("milvus.attempt", sending.Attempt)
            .SetTag("milvus.request_id", sending.RequestId)
            .SetTag("error.type", made.Error?.ErrorId)
            .SetStatus(made.Error is null ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
        return made;
    }

    /// <summary>While a call runs, the debug stream says which exception of the engine made it fail.</summary>
    private IDisposable? FailuresToDebug(CallContext call, string requestId)
    {
        return call.Debug is { } debug ? Connection.Failures?.Subscribe(Show) : null;

        void Show(EngineFailure failure)
        {
            if (failure.RequestId == requestId)
            {
                debug.Enqueue($"{failure.Method}: the engine failed with {failure.ExceptionType}, request {requestId}\n{failure.Stack}");
            }
        }
    }

    private async Task<Attempt<TResponse>> TryOnceAsync<TRequest, TResponse>(
        Rpc<TRequest, TResponse> rpc,
        TRequest request,
        CallContext call,
        CallOptions options,
        Sending sending,
        CancellationToken token)
    {
        try
        {
            using var sent = rpc.Send(Connection.Stub, request, options);
            var response = await sent.ResponseAsync.ConfigureAwait(false);
            var status = rpc.Status(response);
            if (status is null || !StatusErrors.IsFailure(status))
            {
                var collection = CallShape.GetCollection(request) is { } name ? $" of {name}" : string.Empty;
                var rows = CallShape.CountRows(request, response) is { } count
                    ? string.Create(CultureInfo.InvariantCulture, $"{count:N0} {Counts.Noun(count, "row")}, ")
                    : string.Empty;
                var time = Stopwatch.GetElapsedTime(sending.Started).TotalMilliseconds;
                WriteVerbose(call, $"{rpc.Name}{collection} on {Connection.Address}: {rows}{time:0.0} ms, request {sending.RequestId}");
                return new Attempt<TResponse> { Response = response };
            }

            var error = NameFile(StatusErrors.ToException(status, rpc.Name, sending.Attempt, Connection.Secrets));
            var limited = StatusErrors.IsRateLimit(status);
            return new Attempt<TResponse>
            {
                Error = error,
                Kind = Failures.FindKind(status, error),
                RateLimited = limited,
                LimitedByMilvus = limited,
            };
        }
        catch (RpcException e)
        {
            token.ThrowIfCancellationRequested();
            ThrowIfClosed(rpc.Name);
            return Broken<TRequest, TResponse>(rpc, call, sending, e);
        }
        catch (Exception e) when (e is ObjectDisposedException or OperationCanceledException)
        {
            token.ThrowIfCancellationRequested();
            throw CreateClosed(rpc.Name, e);
        }
    }

    private Attempt<TResponse> Broken<TRequest, TResponse>(Rpc<TRequest, TResponse> rpc, CallContext call, Sending sending, RpcException e)
    {
        if (e.StatusCode == StatusCode.DeadlineExceeded && call.Deadline is { } deadline && deadline <= DateTime.UtcNow.AddMilliseconds(50))
        {
            // The full name: it is the class of the call.
            var isSure = Connection.IsEmbedded && NothingStored.Is(e);
            var timeout = CallErrors.CreateTimeout(rpc.Name, rpc.Class, call, sending.Attempt, sending.Started, e, inDoubt: !isSure);
            return new Attempt<TResponse>
            {
                Error = isSure && rpc.Class != RetryClass.Read
                    ? timeout.With($"{timeout.Message} Nothing was stored or changed.")
                    : timeout,
                Kind = FailureKind.Refused,
            };
        }

        var error = RpcErrors.ToException(e, rpc.Name, sending.Attempt, Connection);
        var pushBack = RpcErrors.GetPushBack(e);
        var time = Stopwatch.GetElapsedTime(sending.Sent);
        return new Attempt<TResponse>
        {
            Error = error,
            Kind = Failures.FindKind(e, error, Connection.IsEmbedded),
            RateLimited = error.ErrorId == MilvusErrorId.RateLimited,
            IsSilence = error.ErrorId == MilvusErrorId.ServerUnavailable && time >= Connection.KeepAlive,
            // A negative push-back means that the server forbids a retry.
            Final = pushBack < 0,
            PushBack = pushBack > 0 ? TimeSpan.FromMilliseconds(pushBack) : null,
        };
    }

    /// <summary>The error of a call that is not retried.</summary>
    internal static MilvusException ToFinalError(string method, int attempt, MilvusException error, NextStep step, bool inDoubt) =>
        step switch
        {
            NextStep.OutcomeUnknown => CallErrors.CreateUnknownOutcome(method, attempt, error.Message, error),
            // No attempt is left, and one of them may have been executed.
            NextStep.Repeat when inDoubt => CallErrors.CreateUnknownOutcome(method, attempt, error.Message, error),
            NextStep.ReportWithDoubt => CallErrors.AddDoubt(error),
            _ => error,
        };

    private static MilvusException AddRequestId(MilvusException error, string requestId)
    {
        error.RequestId = requestId;
        return error;
    }

    private void ThrowIfClosed(string method)
    {
        if (Connection.IsClosed)
        {
            throw CreateClosed(method, null);
        }
    }

    private MilvusException CreateClosed(string method, Exception? cause) =>
        new(MilvusErrorId.ConnectionClosed, $"The connection to {Connection.Address} is closed.", cause)
        {
            Method = method,
            RecommendedAction = DefaultAdvice.Find(MilvusErrorId.ConnectionClosed),
        };

    private static void WriteVerbose(CallContext call, FormattableString line) => call.Verbose.Enqueue(FormattableString.Invariant(line));

    // A server does not say where its file is.
    private MilvusException NameFile(MilvusException error) =>
        error.ErrorId == MilvusErrorId.DatabaseCorrupt && Connection.IsEmbedded
            ? error.With($"'{Connection.Address}': {error.Message}")
            : error;

    /// <summary>An attempt: its number, when its call began, when it began, and the id of the request.</summary>
    private readonly record struct Sending(int Attempt, long Started, long Sent, string RequestId);

    private readonly struct Attempt<TResponse>
    {
        public Attempt()
        {
        }

        internal TResponse? Response { get; init; }

        internal MilvusException? Error { get; init; }

        internal FailureKind Kind { get; init; } = FailureKind.Refused;

        /// <summary>Whether the server forbids a retry.</summary>
        internal bool Final { get; init; }

        /// <summary>Whether the connection was given up after a long time without an answer.</summary>
        internal bool IsSilence { get; init; }

        internal bool RateLimited { get; init; }

        internal bool LimitedByMilvus { get; init; }

        internal TimeSpan? PushBack { get; init; }
    }
}
