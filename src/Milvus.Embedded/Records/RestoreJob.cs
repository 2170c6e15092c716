namespace Milvus.Embedded.Records;

/// <summary>A restore that was done: it is noted in the transaction that made the collection.</summary>
/// <param name="Started">Milliseconds since 1970.</param>
/// <param name="Milliseconds">The duration.</param>
internal sealed record RestoreJob(long Id, string Snapshot, long Collection, long Started, long Milliseconds);
