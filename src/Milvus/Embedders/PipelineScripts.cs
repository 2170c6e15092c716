using System.Management.Automation;

namespace Milvus.Embedders;

/// <summary>
/// Script blocks of the user that another thread needs, for example the engine in this process. They run on the pipeline thread of the
/// cmdlet, which waits for that thread: a script block can use the variables and modules of its session only there.
/// </summary>
internal sealed class PipelineScripts
{
    private static readonly AsyncLocal<PipelineScripts?> _current = new();

    private readonly object _gate = new();
    private readonly Queue<(Action Run, Action Cancel)> _waiting = new();
    private TaskCompletionSource _arrived = CreateSignal();
    private bool _closed;

    /// <summary>Those of the cmdlet that waits for the code that is running; null if none does.</summary>
    internal static PipelineScripts? Current => _current.Value;

    /// <summary>Completed when a script block waits.</summary>
    internal Task Arrived
    {
        get
        {
            lock (_gate)
            {
                return _arrived.Task;
            }
        }
    }

    /// <summary>Makes these the current ones of all that is started until the scope ends.</summary>
    internal Scope Enter()
    {
        var scope = new Scope(_current.Value);
        _current.Value = this;
        return scope;
    }

    /// <summary>Runs a script on the pipeline thread as soon as that waits. Null if the cmdlet has ended.</summary>
    internal Task<T>? TryRunAsync<T>(Func<T> script, CancellationToken token)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_closed)
            {
                return null;
            }

            _waiting.Enqueue((() => Run(script, done), () => done.TrySetCanceled()));
            _arrived.TrySetResult();
        }

        return done.Task.WaitAsync(token);
    }

    /// <summary>Runs the waiting scripts. Only the pipeline thread calls it.</summary>
    internal void RunWaiting()
    {
        while (Take() is { } waiting)
        {
            waiting.Run();
        }
    }

    /// <summary>Cancels the waiting scripts and refuses later ones: nobody would run them.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            _closed = true;
        }

        while (Take() is { } waiting)
        {
            waiting.Cancel();
        }
    }

    private (Action Run, Action Cancel)? Take()
    {
        lock (_gate)
        {
            if (_waiting.TryDequeue(out var waiting))
            {
                return waiting;
            }

            if (_arrived.Task.IsCompleted)
            {
                _arrived = CreateSignal();
            }

            return null;
        }
    }

    private static void Run<T>(Func<T> script, TaskCompletionSource<T> done)
    {
        try
        {
            done.TrySetResult(script());
        }
        catch (PipelineStoppedException)
        {
            // Ctrl-C ends the pipeline thread itself.
            done.TrySetCanceled();
            throw;
        }
        catch (Exception failure)
        {
            done.TrySetException(failure);
        }
    }

    private static TaskCompletionSource CreateSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends with the scripts that were current before.</summary>
    internal readonly struct Scope(PipelineScripts? before) : IDisposable
    {
        public void Dispose() => _current.Value = before;
    }
}
