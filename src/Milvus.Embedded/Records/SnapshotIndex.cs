namespace Milvus.Embedded.Records;

/// <summary>An index of a snapshot as it was asked for; restored, it is built anew.</summary>
internal sealed record SnapshotIndex(long Field, string Name, string Parameters);
