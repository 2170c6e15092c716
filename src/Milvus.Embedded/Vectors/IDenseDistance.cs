using System.Runtime.CompilerServices;

namespace Milvus.Embedded.Vectors;

/// <summary>A distance of dense vectors; less is nearer.</summary>
internal interface IDenseDistance
{
    static abstract float Between<TLeft, TRight>(ref readonly byte left, ref readonly byte right, nuint dim)
        where TLeft : struct, IElement
        where TRight : struct, IElement;
}

internal readonly struct L2Distance : IDenseDistance
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Between<TLeft, TRight>(ref readonly byte left, ref readonly byte right, nuint dim)
        where TLeft : struct, IElement
        where TRight : struct, IElement => DenseKernels.SquaredL2<TLeft, TRight>(in left, in right, dim);
}

internal readonly struct InnerProductDistance : IDenseDistance
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Between<TLeft, TRight>(ref readonly byte left, ref readonly byte right, nuint dim)
        where TLeft : struct, IElement
        where TRight : struct, IElement => -DenseKernels.Dot<TLeft, TRight>(in left, in right, dim);
}
