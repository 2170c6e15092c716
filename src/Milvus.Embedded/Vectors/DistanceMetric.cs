namespace Milvus.Embedded.Vectors;

/// <summary>How far two vectors are apart. L2 is squared, as Milvus reports it.</summary>
internal enum DistanceMetric
{
    L2,
    InnerProduct,
    Cosine,
    Hamming,
    Jaccard,
}
