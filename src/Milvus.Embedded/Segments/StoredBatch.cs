namespace Milvus.Embedded.Segments;

/// <summary>Rows that were written together.</summary>
/// <param name="First">Their first row.</param>
/// <param name="End">The row behind their last.</param>
/// <param name="Timestamp">Hybrid timestamp of the write.</param>
/// <param name="Partition">The partition they are in.</param>
internal readonly record struct StoredBatch(int First, int End, long Timestamp, long Partition);
