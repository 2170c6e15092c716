using System.Runtime.InteropServices;

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

    /// <summary>The float32 elements of a dense vector.</summary>
    public Span<float> Floats => MemoryMarshal.Cast<byte, float>(Bytes.AsSpan());

    /// <summary>The codes for which the following numbers are prepared; null if they are not.</summary>
    public VectorCodes? CodesOf { get; set; }

    /// <summary>The elements as integers, for an inner product with the codes of a row.</summary>
    public short[] Codes { get; set; } = [];

    /// <summary>Working memory of the preparation.</summary>
    public float[] Weights { get; set; } = [];

    /// <summary>A of the distance of <see cref="VectorCodes"/>.</summary>
    public float CodeFactor { get; set; }

    /// <summary>B of the distance of <see cref="VectorCodes"/>.</summary>
    public float CodeOffset { get; set; }

    /// <summary>C of the distance of <see cref="VectorCodes"/>.</summary>
    public float CodeConstant { get; set; }
}
