namespace Milvus.Embedded.Records;

/// <summary>A partition of a snapshot, with the id under which its rows are stored.</summary>
internal sealed record SnapshotPartition(long Id, string Name);
