namespace Milvus.Embedded.Vectors;

/// <summary>A vector made ready to be compared with many rows. Reused from one query to the next.</summary>
internal sealed class QueryVector
{
    /// <summary>Float32 elements; the bytes themselves of a binary vector.</summary>
    public byte[] Bytes { get; set; } = [];

    /// <summary>
    /// One over its length where the metric needs it. 0 for a query without direction, which is equally like all rows: servers answer
    /// them with score 0.
    /// </summary>
    public float InverseNorm { get; set; } = 1;

    /// <summary>The element that makes rows of an inner product equally long; 0 for a query.</summary>
    public float Filler { get; set; }

    /// <summary>Whether all rows are equally far, because they are compared by directions and the query has none.</summary>
    public bool IsZero { get; set; }
}
