namespace Milvus.Embedded.Vectors;

/// <summary>How far two vectors are apart. L2 is squared, as Milvus reports it.</summary>
internal enum DistanceMetric
{
    L2,
    InnerProduct,
    Cosine,
    Hamming,
    Jaccard,

    /// <summary>Not between two vectors alone: the rows around them decide how rare a term is.</summary>
    Bm25,
}
