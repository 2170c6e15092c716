namespace Milvus.Embedded.Segments;

/// <summary>Rows that were written together.</summary>
/// <param name="First">The first row.</param>
/// <param name="End">The row after the last one.</param>
/// <param name="Timestamp">The hybrid timestamp of the write.</param>
/// <param name="Partition">The partition of the rows.</param>
internal readonly record struct StoredBatch(int First, int End, long Timestamp, long Partition);
