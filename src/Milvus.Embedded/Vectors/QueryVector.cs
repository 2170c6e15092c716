namespace Milvus.Embedded.Vectors;

/// <summary>A query vector prepared for comparison with many rows. It is reused from one query to the next.</summary>
internal sealed class QueryVector
{
    /// <summary>Float32 elements; for a binary vector its bytes.</summary>
    public byte[] Bytes { get; set; } = [];

    /// <summary>1 / length, where the metric needs it. It is 0 for a zero vector, which has score 0 with every row, as in Milvus.</summary>
    public float InverseNorm { get; set; } = 1;

    /// <summary>
    /// The additional element that makes rows equally long under IP; 0 for a query. See <see cref="InnerProductSpace{TElement}"/>.
    /// </summary>
    public float Filler { get; set; }

    /// <summary>Whether the query is a zero vector under COSINE or IP, so that all rows have the same distance.</summary>
    public bool IsZero { get; set; }
}
