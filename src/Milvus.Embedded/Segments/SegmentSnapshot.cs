namespace Milvus.Embedded.Segments;

/// <summary>What one read sees: the rows below a count, without those deleted up to a moment. Never changes.</summary>
/// <param name="Rows">Rows with a lower number were there.</param>
/// <param name="Timestamp">Hybrid timestamp of the last write seen.</param>
/// <param name="Deleted">How many of the rows were deleted by then.</param>
/// <param name="Batches">How many writes of rows there were.</param>
/// <param name="HasDuplicates">Whether two visible rows may have one key.</param>
internal sealed record SegmentSnapshot(int Rows, long Timestamp, int Deleted, int Batches, bool HasDuplicates);
