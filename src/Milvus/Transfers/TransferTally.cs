using System.Diagnostics;
using Milvus.Core.Calls;

namespace Milvus.Transfers;

/// <summary>The numbers of rows of a transfer, including those of interrupted runs, and its progress. Several threads add to it.</summary>
internal sealed class TransferTally(IProgress<WaitProgress> progress)
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private long _read;
    private long _sent;
    private long _acknowledged;
    private long _before;

    internal long Read => Interlocked.Read(ref _read);

    internal long Sent => Interlocked.Read(ref _sent);

    internal long Acknowledged => Interlocked.Read(ref _acknowledged);

    /// <summary>The number of rows of the source; null if it is unknown.</summary>
    internal long? Total { get; set; }

    internal TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    /// <summary>Adds the rows of a unit that an earlier run has transferred.</summary>
    internal void AddEarlier(LedgerFacts facts)
    {
        Interlocked.Add(ref _read, facts.GetNumber("read"));
        Interlocked.Add(ref _sent, facts.GetNumber("sent"));
        Interlocked.Add(ref _acknowledged, facts.GetNumber("acknowledged"));
        Interlocked.Add(ref _before, facts.GetNumber("acknowledged"));
    }

    internal void AddRead(long rows) => Interlocked.Add(ref _read, rows);

    internal void AddSent(long rows) => Interlocked.Add(ref _sent, rows);

    internal void AddAcknowledged(long rows)
    {
        var all = Interlocked.Add(ref _acknowledged, rows);
        progress.Report(WaitProgress.OfRows(all, Total) with { Before = Interlocked.Read(ref _before) });
    }

    /// <summary>Shows a step besides the rows.</summary>
    internal void Show(string step) => progress.Report(new WaitProgress(null, step));
}
