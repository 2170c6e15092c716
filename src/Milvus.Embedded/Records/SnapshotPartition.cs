namespace Milvus.Embedded.Records;

/// <summary>A partition of a snapshot, under the id that its rows have.</summary>
internal sealed record SnapshotPartition(long Id, string Name);
