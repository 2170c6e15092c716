using Milvus.Protocol;

namespace Milvus.Embedded.Records;

/// <summary>An import job. It is immutable except for its progress; its outcome replaces it.</summary>
/// <param name="Files">The files of the request.</param>
/// <param name="Options">The options of the request.</param>
/// <param name="IdempotencyKey">The idempotency key of the request; empty if there is none.</param>
/// <param name="Ids">The generated keys as ranges: the first key and the key after the last, for each range.</param>
/// <param name="Created">The hybrid timestamp of its creation.</param>
internal sealed record ImportJobEntry(
    long Id,
    long Collection,
    string CollectionName,
    string Partition,
    IReadOnlyList<string> Files,
    IReadOnlyList<KeyValuePair> Options,
    string IdempotencyKey,
    ImportState State,
    long Rows,
    string Reason,
    IReadOnlyList<long> Ids,
    long Created,
    double Seconds)
{
    public bool IsDone => State is ImportState.ImportCompleted or ImportState.ImportFailed;
}
