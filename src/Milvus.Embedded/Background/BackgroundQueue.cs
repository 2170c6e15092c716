using Milvus.Embedded.Diagnostics;

namespace Milvus.Embedded.Background;

/// <summary>Runs jobs in the background, one at a time, in the order in which they were added.</summary>
internal sealed class BackgroundQueue : IDisposable
{
    private readonly EngineFailures _failures;
    private readonly CancellationTokenSource _closing = new();
    private readonly object _gate = new();
    private Task _last = Task.CompletedTask;

    public BackgroundQueue(EngineFailures failures)
    {
        _failures = failures;
        Closing = _closing.Token;
    }

    /// <summary>Cancelled when the queue is disposed, so that the running job ends early.</summary>
    public CancellationToken Closing { get; }

    /// <summary>
    /// Adds a job and returns at once. Nothing awaits it, so a failure is reported, and its reason goes into the state of the job.
    /// </summary>
    /// <param name="job">The job, as a report names it.</param>
    /// <param name="run">What it does. A cancellation while the queue closes is not a failure.</param>
    /// <param name="fail">Notes the reason in the state of the job.</param>
    public void Add(BackgroundJob job, Action run, Action<string> fail)
    {
        lock (_gate)
        {
            _last = _last.ContinueWith(
                _ => Run(job, run, fail),
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

    private void Run(BackgroundJob job, Action run, Action<string> fail)
    {
        try
        {
            run();
        }
        catch (OperationCanceledException) when (Closing.IsCancellationRequested)
        {
            // The database closes; the next opening finds what was not done.
        }
        catch (Exception exception)
        {
            Note(job, fail, job.Fail(_failures, exception));
        }
    }

    private void Note(BackgroundJob job, Action<string> fail, string reason)
    {
        try
        {
            fail(reason);
        }
        catch (Exception exception)
        {
            // The state could not be noted. The report is all that is left of it.
            _failures.Report(job.Name, job.Id, exception);
        }
    }
}
