using System.Diagnostics;

namespace Milvus.Embedded.Monitoring;

/// <summary>How much of one processor this process used since it was last asked; since its start the first time.</summary>
internal sealed class ProcessorLoad
{
    private readonly object _gate = new();
    private TimeSpan _used;
    private DateTime _asked;
    private double _percent;

    /// <summary>In percent of one processor: two busy ones are 200.</summary>
    public double Percent()
    {
        using var process = Process.GetCurrentProcess();
        lock (_gate)
        {
            var now = DateTime.UtcNow;
            var since = now - (_asked == default ? process.StartTime.ToUniversalTime() : _asked);
            // Over a few milliseconds the clock of the processor is too coarse to say anything.
            if (since > TimeSpan.FromMilliseconds(100))
            {
                var used = process.TotalProcessorTime;
                _percent = 100 * ((used - _used) / since);
                (_used, _asked) = (used, now);
            }

            return _percent;
        }
    }
}
