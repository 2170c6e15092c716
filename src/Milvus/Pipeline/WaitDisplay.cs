namespace Milvus;

/// <summary>
/// The progress of one wait. Any thread reports; the pipeline thread takes what is due: nothing in the first second, then at most
/// five times a second, because drawing slows what it shows.
/// </summary>
internal sealed class WaitDisplay(string activity) : IProgress<WaitProgress>
{
    private static int lastActivity = 30_000;

    private readonly long started = Environment.TickCount64;
    private readonly object gate = new();
    private WaitProgress? latest;
    private long shown;

    internal int ActivityId { get; } = Interlocked.Increment(ref lastActivity);

    internal string Activity => activity;

    public void Report(WaitProgress value)
    {
        lock (gate)
        {
            latest = value;
        }
    }

    internal WaitProgress? TakeDue()
    {
        var now = Environment.TickCount64;
        if (now - started < 1000 || now - shown < 200)
        {
            return null;
        }

        lock (gate)
        {
            var due = latest;
            latest = null;
            if (due is not null)
            {
                shown = now;
            }

            return due;
        }
    }
}
