using Milvus.Protocol;

namespace Milvus.Embedded.Records;

/// <summary>An import that was asked for. Never changed but for its progress; what became of it replaces it.</summary>
/// <param name="Files">As they were given.</param>
/// <param name="Options">As they were given.</param>
/// <param name="IdempotencyKey">Empty where there is none.</param>
/// <param name="Ids">First and behind-last of each run of keys the engine made.</param>
/// <param name="Created">Hybrid timestamp.</param>
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
