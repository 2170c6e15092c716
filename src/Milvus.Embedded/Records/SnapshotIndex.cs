namespace Milvus.Embedded.Records;

/// <summary>The definition of an index in a snapshot. A restore builds the index again.</summary>
internal sealed record SnapshotIndex(long Field, string Name, string Parameters);
