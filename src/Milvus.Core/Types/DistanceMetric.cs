namespace Milvus.Core.Types;

/// <summary>The distance or similarity of two vectors. L2 is squared, as Milvus reports it.</summary>
internal enum DistanceMetric
{
    L2,
    InnerProduct,
    Cosine,
    Hamming,
    Jaccard,

    /// <summary>Matches rows that contain all bits of the query; other rows have no distance.</summary>
    Substructure,

    /// <summary>Matches rows whose bits are all in the query; other rows have no distance.</summary>
    Superstructure,

    /// <summary>Depends on more than two vectors: all rows determine how rare a term is.</summary>
    Bm25,
}
