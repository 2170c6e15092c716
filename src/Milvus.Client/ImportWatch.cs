using System.Globalization;
using Milvus.Core.Calls;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Client;

/// <summary>Notices an import that does not progress, and says what to look at.</summary>
/// <param name="call">Receives the warnings.</param>
/// <param name="what">The import, for messages.</param>
/// <param name="limit">After this time without progress the wait ends; null for never.</param>
/// <param name="time">The clock.</param>
internal sealed class ImportWatch(CallContext call, string what, TimeSpan? limit, TimeProvider time)
{
    private static readonly TimeSpan _firstWarning = TimeSpan.FromSeconds(60);

    private long _since = time.GetTimestamp();
    private TimeSpan _nextWarning = _firstWarning;
    private (string State, int? Progress, long Rows, long? Total)? _last;

    /// <summary>Whether it has not progressed for too long; the error describes that already.</summary>
    internal bool IsStuck { get; private set; }

    /// <summary>The state and the time without progress, and what to look at.</summary>
    internal string Describe()
    {
        var (state, progress, rows, _) = _last ?? (string.Empty, null, 0, null);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"It has not progressed for {time.GetElapsedTime(_since).TotalSeconds:0} s: state {(state.Length > 0 ? state : "unknown")}, "
                + $"{(progress is { } percent ? $"{percent} %, " : string.Empty)}{rows:N0} {Counts.Noun(rows, "row")}. {Advise(state)}");
    }

    /// <summary>Takes a state of the import.</summary>
    /// <exception cref="MilvusException">It has not progressed for too long.</exception>
    internal void Observe(ImportJob job)
    {
        var seen = (job.State, job.Progress, job.RowCount, job.TotalRows);
        if (_last is null || _last != seen)
        {
            (_last, _since, _nextWarning) = (seen, time.GetTimestamp(), _firstWarning);
            return;
        }

        var idle = time.GetElapsedTime(_since);
        if (idle >= limit)
        {
            IsStuck = true;
            throw new MilvusException(
                MilvusErrorId.Timeout,
                $"{what} is stuck. {Describe()} The server continues; only the wait has ended.")
            {
                RecommendedAction = $"{Advise(job.State)} Then wait again, with a longer -StallTimeoutSec.",
            };
        }

        if (idle >= _nextWarning)
        {
            call.Warnings.Enqueue($"{what}: {Describe()}");
            _nextWarning *= 2;
        }
    }

    // The states of Milvus 2.3 to 3.0, by RPC and by REST (internal/proto/internal.proto, ImportJobState).
    private static string Advise(string state) => state switch
    {
        "Pending" or "PreImporting" =>
            "The server has not begun to read the rows: other imports may run before it (Get-MilvusImport lists them), or no data node has "
                + "a free slot (see the log of the data coordinator).",
        "Started" or "Downloaded" or "Parsed" or "Importing" =>
            "A data node reads the files: look into its log for the id of the job, at its access to the object store, and at its memory.",
        "Persisted" or "Flushed" or "Sorting" or "IndexBuilding" or "IndexBuilt" =>
            "The rows are stored, and the server sorts them or builds indexes: Get-MilvusIndex shows the rows that are not indexed yet.",
        "Uncommitted" => "The rows wait for a commit: Complete-MilvusImport makes them visible.",
        _ => "Look into the log of the data coordinator for the id of the job.",
    };
}
