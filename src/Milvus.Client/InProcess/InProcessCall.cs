using Grpc.Core;
using Milvus.Embedded.Access;
using Milvus.Embedded.Embedding;

namespace Milvus.Client.InProcess;

/// <summary>One call in process.</summary>
internal sealed class InProcessCall<TRequest, TResponse>(
    Method<TRequest, TResponse> method, CallOptions options, MilvusEmbedder? embedder)
    where TRequest : class
    where TResponse : class
{
    /// <summary>
    /// Calls run in the order in which they were made. Otherwise a thread that reads page after page would always take its own next page
    /// first, and a write of another thread would wait for many pages.
    /// </summary>
    private const TaskCreationOptions Start = TaskCreationOptions.DenyChildAttach | TaskCreationOptions.PreferFairness;

    private static readonly TimeSpan _longestTimer = TimeSpan.FromDays(20);

    private readonly EmbeddingPhase _embedding = new();
    private readonly CancellationTokenSource _ended = CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken);
    private InProcessCallContext? _context;
    private Status _status;

    internal async Task<TResponse> RunAsync(MethodTable methods, TRequest request)
    {
        try
        {
            StartDeadline();
            _context = new InProcessCallContext(
                method.FullName,
                options.Headers ?? [],
                options.Deadline ?? DateTime.MaxValue,
                _ended.Token);
            CallEmbedder.Attach(_context, embedder);
            _embedding.Attach(_context);
            // On the thread pool, so that a service that computes without yielding cannot block the caller and its Ctrl-C.
            var handler = methods.Unary(method);
            var running = Task.Factory.StartNew(() => handler(request, _context), _ended.Token, Start, TaskScheduler.Default).Unwrap();
            try
            {
                var response = await running.WaitAsync(_ended.Token).ConfigureAwait(false);
                return _context.Status.StatusCode == StatusCode.OK
                    ? response
                    : throw new RpcException(_context.Status, _context.ResponseTrailers);
            }
            catch (OperationCanceledException) when (_ended.IsCancellationRequested)
            {
                Observe(running);
                throw CreateEnd(GetEndStatus());
            }
            catch (RpcException end) when (end.StatusCode is StatusCode.DeadlineExceeded or StatusCode.Cancelled)
            {
                // The timer can fire some milliseconds before the deadline. The engine then takes its end for that of the caller.
                throw CreateEnd(_ended.IsCancellationRequested ? GetEndStatus() : end.Status);
            }
        }
        catch (RpcException e)
        {
            _status = e.Status;
            throw;
        }
        catch (Exception e)
        {
            // As over a socket, an exception that is not a status has the status Unknown. The cause is kept for the error mapping.
            _status = new Status(StatusCode.Unknown, $"Exception was thrown by handler. {e.GetType().Name}: {e.Message}", e);
            throw new RpcException(_status);
        }
    }

    internal async Task<Metadata> HeadersAsync(Task<TResponse> response)
    {
        await ((Task)response).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _context?.SentHeaders ?? [];
    }

    internal Status Status() => _status;

    internal Metadata Trailers() => _context?.ResponseTrailers ?? [];

    internal void Cancel()
    {
        // The call has been answered, but its service may still hold the token.
        if (!_ended.IsCancellationRequested)
        {
            _ended.Cancel();
        }
    }

    private static void Observe(Task abandoned) =>
        _ = abandoned.ContinueWith(
            static task => _ = task.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);

    private void StartDeadline()
    {
        if (options.Deadline is not { } deadline || deadline == DateTime.MaxValue)
        {
            return;
        }

        var left = deadline.ToUniversalTime() - DateTime.UtcNow;
        if (left <= TimeSpan.Zero)
        {
            throw NothingStored.Create(new Status(StatusCode.DeadlineExceeded, "The deadline had passed before the call."));
        }

        if (left < _longestTimer)
        {
            _ended.CancelAfter(left);
        }
    }

    private RpcException CreateEnd(Status status) => _embedding.TryGiveUp() ? NothingStored.Create(status) : new RpcException(status);

    private Status GetEndStatus() => options.CancellationToken.IsCancellationRequested
        ? new Status(StatusCode.Cancelled, "The call was cancelled.")
        : new Status(StatusCode.DeadlineExceeded, "The deadline has passed.");
}
