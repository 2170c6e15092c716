using System.Runtime.Intrinsics;

namespace Milvus.Embedded.Vectors;

/// <summary>Reads elements of one type as float32. Implementations are structs, so that the JIT compiles the kernels for each.</summary>
internal interface IElement
{
    /// <summary>The size of an element in bytes.</summary>
    static abstract nuint Size { get; }

    /// <summary>Loads eight elements, beginning with element <paramref name="element"/>.</summary>
    static abstract Vector256<float> LoadEight(ref readonly byte vector, nuint element);

    static abstract float Load(ref readonly byte vector, nuint element);
}
