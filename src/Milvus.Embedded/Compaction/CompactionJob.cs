using Milvus.Protocol;

namespace Milvus.Embedded.Compaction;

/// <summary>A compaction that was asked for: what is known of it while it runs and afterwards.</summary>
internal sealed class CompactionJob(long id)
{
    private volatile Outcome? _outcome;

    public long Id { get; } = id;

    public CompactionState State => _outcome is null ? CompactionState.Executing : CompactionState.Completed;

    public bool IsRunning => _outcome is null;

    /// <summary>Why it failed; null where it did not. Clients see a failed plan.</summary>
    public string? Failure => _outcome?.Failure;

    /// <summary>The batches it put together, and what became of them.</summary>
    public (int Before, int After) Batches => _outcome is { } outcome ? (outcome.Before, outcome.After) : (0, 0);

    public void Finish(int before, int after) => _outcome = new Outcome(before, after, null);

    public void Fail(string reason) => _outcome = new Outcome(0, 0, reason);

    private sealed record Outcome(int Before, int After, string? Failure);
}
