namespace Milvus.Embedded.Segments;

/// <summary>The state that a read sees: the rows below a number, without those deleted up to a timestamp. Immutable.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="Timestamp">The hybrid timestamp of the last visible write.</param>
/// <param name="Deleted">The number of deleted rows.</param>
/// <param name="Batches">The number of batches.</param>
/// <param name="HasDuplicates">Whether two visible rows may have the same key.</param>
internal sealed record SegmentSnapshot(int Rows, long Timestamp, int Deleted, int Batches, bool HasDuplicates);
