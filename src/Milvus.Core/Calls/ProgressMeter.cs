using System.Globalization;

namespace Milvus.Core.Calls;

/// <summary>
/// The rate and the remaining time of work, from its reports, and when to show them: not in the first second, so that short work does not
/// flicker, then at most five times a second, because drawing takes time. Any thread reports.
/// </summary>
internal sealed class ProgressMeter
{
    private static readonly TimeSpan _quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(200);

    private readonly TimeProvider _clock;
    private readonly long _started;
    private readonly object _gate = new();
    private (WaitProgress Progress, TimeSpan At)? _latest;
    private (int Percent, TimeSpan At)? _first;
    private TimeSpan? _shown;

    internal ProgressMeter(TimeProvider clock) => (_clock, _started) = (clock, clock.GetTimestamp());

    /// <summary>Whether a report would be shown now.</summary>
    internal bool IsDue
    {
        get
        {
            lock (_gate)
            {
                return Elapsed is var now && now >= _quiet && (_shown is not { } last || now - last >= _pause);
            }
        }
    }

    private TimeSpan Elapsed => _clock.GetElapsedTime(_started);

    internal void Report(WaitProgress progress)
    {
        lock (_gate)
        {
            _latest = (progress, Elapsed);
            _first ??= progress.Percent is { } percent ? (percent, Elapsed) : null;
        }
    }

    /// <summary>What to show now; null if it is too early, or if nothing was reported since the last time.</summary>
    internal ProgressReading? TakeDue()
    {
        lock (_gate)
        {
            if (!IsDue || _latest is not { } due)
            {
                return null;
            }

            _latest = null;
            _shown = Elapsed;
            return CreateReading(due.Progress, due.At);
        }
    }

    private ProgressReading CreateReading(WaitProgress progress, TimeSpan at)
    {
        var rate = progress.Done is { } done && at > TimeSpan.Zero ? (done - progress.Before) / at.TotalSeconds : 0;
        var speed = rate.ToString(rate < 10 ? "N1" : "N0", CultureInfo.InvariantCulture);
        return new ProgressReading(
            rate > 0 ? $"{progress.Status}, {speed} {progress.Unit}/s" : progress.Status,
            progress.Percent is { } percent ? Math.Clamp(percent, 0, 100) : null,
            FindRemaining(progress, rate, at) is { } seconds ? (int)Math.Min(Math.Ceiling(seconds), int.MaxValue) : null);
    }

    private double? FindRemaining(WaitProgress progress, double rate, TimeSpan at) =>
        progress is { Total: { } total, Done: { } done } && rate > 0 ? Math.Max(0, total - done) / rate
            // Without amounts, percents since the first report: some of them may be the work of others before it.
            : progress.Percent is { } percent && _first is { } first && percent > first.Percent
                ? (at - first.At).TotalSeconds * (100 - Math.Min(percent, 100)) / (percent - first.Percent)
            : null;
}
