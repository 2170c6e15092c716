using Milvus.Protocol;

namespace Milvus.Embedded.Compaction;

/// <summary>A requested compaction, with its state and outcome.</summary>
internal sealed class CompactionJob(long id, long collectionId)
{
    private volatile Outcome? _outcome;

    public long Id { get; } = id;

    public long CollectionId { get; } = collectionId;

    public CompactionState State => _outcome is null ? CompactionState.Executing : CompactionState.Completed;

    public bool IsRunning => _outcome is null;

    /// <summary>Why it failed; null if it did not. Clients see a failed plan.</summary>
    public string? Failure => _outcome?.Failure;

    /// <summary>The rewritten batches; empty while it runs and if there was nothing to do.</summary>
    public IReadOnlyList<long> Sources => _outcome?.Sources ?? [];

    /// <summary>The batches that replace them.</summary>
    public IReadOnlyList<long> Targets => _outcome?.Targets ?? [];

    public void Finish(IReadOnlyList<long> sources, IReadOnlyList<long> targets) => _outcome = new Outcome(sources, targets, null);

    public void Fail(string reason) => _outcome = new Outcome([], [], reason);

    private sealed record Outcome(IReadOnlyList<long> Sources, IReadOnlyList<long> Targets, string? Failure);
}
