using System.Management.Automation;
using Milvus.Core.Calls;

namespace Milvus.Pipeline;

/// <summary>The progress of a wait on the screen. Any thread reports; the pipeline thread writes.</summary>
/// <param name="activity">What is waited for.</param>
internal sealed class WaitDisplay(string activity) : IProgress<WaitProgress>
{
    private static int _lastActivity = 30_000;

    private readonly ProgressMeter _meter = new(TimeProvider.System);
    private readonly int _id = Interlocked.Increment(ref _lastActivity);

    /// <summary>Whether a report would be written now.</summary>
    internal bool IsDue => _meter.IsDue;

    public void Report(WaitProgress value) => _meter.Report(value);

    /// <summary>The record to write now; null for none.</summary>
    internal ProgressRecord? TakeDue()
    {
        if (_meter.TakeDue() is not { } reading)
        {
            return null;
        }

        var record = new ProgressRecord(_id, activity, reading.Status.Length > 0 ? reading.Status : activity);
        if (reading.Percent is { } percent)
        {
            record.PercentComplete = percent;
        }

        if (reading.SecondsRemaining is { } seconds)
        {
            record.SecondsRemaining = seconds;
        }

        return record;
    }

    /// <summary>The record that removes it from the screen.</summary>
    internal ProgressRecord Complete() => new(_id, activity, "Done") { RecordType = ProgressRecordType.Completed };
}
