namespace Milvus.Embedded.Records;

/// <summary>A completed restore. It is stored in the transaction that creates the collection.</summary>
/// <param name="Started">The start in milliseconds since 1970.</param>
/// <param name="Milliseconds">The duration in milliseconds.</param>
internal sealed record RestoreJob(long Id, string Snapshot, long Collection, long Started, long Milliseconds);
