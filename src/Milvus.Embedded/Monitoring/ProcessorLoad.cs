using System.Diagnostics;

namespace Milvus.Embedded.Monitoring;

/// <summary>The processor usage of this process since the last call, or since its start for the first call.</summary>
internal sealed class ProcessorLoad
{
    private readonly object _gate = new();
    private TimeSpan _used;
    private DateTime _asked;
    private double _percent;

    /// <summary>The usage in percent of one processor: two busy processors are 200.</summary>
    public double Percent()
    {
        using var process = Process.GetCurrentProcess();
        lock (_gate)
        {
            var now = DateTime.UtcNow;
            var since = now - (_asked == default ? process.StartTime.ToUniversalTime() : _asked);
            // The processor clock is too coarse for a few milliseconds.
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
