using Milvus.Core.Calls;

namespace Milvus.Pipeline;

/// <summary>
/// The progress of a wait. Any thread reports; the pipeline thread writes. It writes nothing in the first second, then at most five times a
/// second, because drawing takes time.
/// </summary>
internal sealed class WaitDisplay(string activity) : IProgress<WaitProgress>
{
    private static int _lastActivity = 30_000;

    private readonly long _started = Environment.TickCount64;
    private readonly object _gate = new();
    private WaitProgress? _latest;
    private long _shown;

    internal int ActivityId { get; } = Interlocked.Increment(ref _lastActivity);

    internal string Activity => activity;

    public void Report(WaitProgress value)
    {
        lock (_gate)
        {
            _latest = value;
        }
    }

    internal WaitProgress? TakeDue()
    {
        var now = Environment.TickCount64;
        if (now - _started < 1000 || now - _shown < 200)
        {
            return null;
        }

        lock (_gate)
        {
            var due = _latest;
            _latest = null;
            if (due is not null)
            {
                _shown = now;
            }

            return due;
        }
    }
}
