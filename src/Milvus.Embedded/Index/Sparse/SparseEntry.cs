namespace Milvus.Embedded.Index.Sparse;

/// <summary>A row and its value at one index of a sparse vector.</summary>
internal readonly record struct SparseEntry(int Row, float Value);
