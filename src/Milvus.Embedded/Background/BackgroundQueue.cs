namespace Milvus.Embedded.Background;

/// <summary>Runs jobs in the background, one at a time, in the order in which they were added.</summary>
internal sealed class BackgroundQueue : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private readonly object _gate = new();
    private Task _last = Task.CompletedTask;

    public BackgroundQueue() => Closing = _closing.Token;

    /// <summary>Cancelled when the queue is disposed, so that the running job ends early.</summary>
    public CancellationToken Closing { get; }

    /// <summary>Adds a job and returns. A job handles its own failures, because nothing awaits it.</summary>
    public void Add(Action job)
    {
        lock (_gate)
        {
            _last = _last.ContinueWith(
                _ => job(),
                CancellationToken.None,
                TaskContinuationOptions.None,
                TaskScheduler.Default);
        }
    }

    /// <summary>Cancels <see cref="Closing"/> and waits for all jobs that were added.</summary>
    public void Dispose()
    {
        _closing.Cancel();
        Task last;
        lock (_gate)
        {
            last = _last;
        }

        last.Wait();
        _closing.Dispose();
    }
}
