namespace Milvus.Formats.Vecs;

/// <summary>The components of the vectors of a file of the TEXMEX kind.</summary>
internal enum VecsType
{
    /// <summary>.fvecs: 32-bit floats.</summary>
    Floats,

    /// <summary>.bvecs: bytes, each with eight bits of a vector.</summary>
    Bytes,

    /// <summary>.bvecs: bytes, each a number.</summary>
    SmallNumbers,

    /// <summary>.ivecs: 32-bit integers, usually the nearest neighbours of the queries.</summary>
    Integers,
}
