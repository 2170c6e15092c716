namespace Milvus.Embedded.Vectors;

/// <summary>A vector made ready to be compared with many rows. Reused from one query to the next.</summary>
internal sealed class QueryVector
{
    /// <summary>Float32 elements; the bytes themselves of a binary vector.</summary>
    public byte[] Bytes { get; set; } = [];

    /// <summary>One over its length; NaN for a vector without direction. 1 where the metric needs none.</summary>
    public float InverseNorm { get; set; } = 1;
}
