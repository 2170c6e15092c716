namespace Milvus.Embedded.Index.Sparse;

/// <summary>A row that has a value at some index.</summary>
internal readonly record struct SparseEntry(int Row, float Value);
