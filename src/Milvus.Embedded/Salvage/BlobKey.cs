namespace Milvus.Embedded.Salvage;

/// <summary>The key of a blob of rows, as the columns of its table: of a chunk, or of a delete, whose field is 0.</summary>
internal readonly record struct BlobKey(long Collection, long Seq, long Partition, long Field);
