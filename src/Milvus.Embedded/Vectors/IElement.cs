using System.Runtime.Intrinsics;

namespace Milvus.Embedded.Vectors;

/// <summary>How an element type is read as float32. The readers are structs, so that the kernels are compiled for each.</summary>
internal interface IElement
{
    /// <summary>Bytes of an element.</summary>
    static abstract nuint Size { get; }

    /// <summary>Eight elements beginning with a given one.</summary>
    static abstract Vector256<float> LoadEight(ref readonly byte vector, nuint element);

    static abstract float Load(ref readonly byte vector, nuint element);
}
