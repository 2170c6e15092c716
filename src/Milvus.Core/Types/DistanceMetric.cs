namespace Milvus.Types;

/// <summary>How far two vectors are apart. L2 is squared, as Milvus reports it.</summary>
internal enum DistanceMetric
{
    L2,
    InnerProduct,
    Cosine,
    Hamming,
    Jaccard,

    /// <summary>Near are the rows that have all the bits of the query; others have no distance.</summary>
    Substructure,

    /// <summary>Near are the rows of which the query has all the bits.</summary>
    Superstructure,

    /// <summary>Not between two vectors alone: the rows around them decide how rare a term is.</summary>
    Bm25,
}
