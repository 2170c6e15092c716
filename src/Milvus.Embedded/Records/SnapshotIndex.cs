namespace Milvus.Embedded.Records;

/// <summary>An index definition of a snapshot; a restore builds the index again.</summary>
internal sealed record SnapshotIndex(long Field, string Name, string Parameters);
