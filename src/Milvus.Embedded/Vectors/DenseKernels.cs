using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Milvus.Embedded.Vectors;

/// <summary>Inner product and squared L2 distance of two vectors of possibly different element types, summed in float32.</summary>
internal static class DenseKernels
{
    private const nuint Lanes = 8;

    public static float Dot<TLeft, TRight>(ref readonly byte left, ref readonly byte right, nuint dim)
        where TLeft : struct, IElement
        where TRight : struct, IElement
    {
        nuint i = 0;
        var sum = 0f;
        if (dim >= Lanes)
        {
            // Four independent sums, so that one addition does not wait for another.
            var sum0 = Vector256<float>.Zero;
            var sum1 = sum0;
            var sum2 = sum0;
            var sum3 = sum0;
            for (; i + 4 * Lanes <= dim; i += 4 * Lanes)
            {
                sum0 = MultiplyAdd(TLeft.LoadEight(in left, i), TRight.LoadEight(in right, i), sum0);
                sum1 = MultiplyAdd(TLeft.LoadEight(in left, i + Lanes), TRight.LoadEight(in right, i + Lanes), sum1);
                sum2 = MultiplyAdd(TLeft.LoadEight(in left, i + 2 * Lanes), TRight.LoadEight(in right, i + 2 * Lanes), sum2);
                sum3 = MultiplyAdd(TLeft.LoadEight(in left, i + 3 * Lanes), TRight.LoadEight(in right, i + 3 * Lanes), sum3);
            }

            for (; i + Lanes <= dim; i += Lanes)
            {
                sum0 = MultiplyAdd(TLeft.LoadEight(in left, i), TRight.LoadEight(in right, i), sum0);
            }

            sum = Vector256.Sum((sum0 + sum1) + (sum2 + sum3));
        }

        for (; i < dim; i++)
        {
            sum += TLeft.Load(in left, i) * TRight.Load(in right, i);
        }

        return sum;
    }

    public static float SquaredL2<TLeft, TRight>(ref readonly byte left, ref readonly byte right, nuint dim)
        where TLeft : struct, IElement
        where TRight : struct, IElement
    {
        nuint i = 0;
        var sum = 0f;
        if (dim >= Lanes)
        {
            var sum0 = Vector256<float>.Zero;
            var sum1 = sum0;
            var sum2 = sum0;
            var sum3 = sum0;
            for (; i + 4 * Lanes <= dim; i += 4 * Lanes)
            {
                var gap0 = TLeft.LoadEight(in left, i) - TRight.LoadEight(in right, i);
                var gap1 = TLeft.LoadEight(in left, i + Lanes) - TRight.LoadEight(in right, i + Lanes);
                var gap2 = TLeft.LoadEight(in left, i + 2 * Lanes) - TRight.LoadEight(in right, i + 2 * Lanes);
                var gap3 = TLeft.LoadEight(in left, i + 3 * Lanes) - TRight.LoadEight(in right, i + 3 * Lanes);
                sum0 = MultiplyAdd(gap0, gap0, sum0);
                sum1 = MultiplyAdd(gap1, gap1, sum1);
                sum2 = MultiplyAdd(gap2, gap2, sum2);
                sum3 = MultiplyAdd(gap3, gap3, sum3);
            }

            for (; i + Lanes <= dim; i += Lanes)
            {
                var gap = TLeft.LoadEight(in left, i) - TRight.LoadEight(in right, i);
                sum0 = MultiplyAdd(gap, gap, sum0);
            }

            sum = Vector256.Sum((sum0 + sum1) + (sum2 + sum3));
        }

        for (; i < dim; i++)
        {
            var gap = TLeft.Load(in left, i) - TRight.Load(in right, i);
            sum += gap * gap;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> MultiplyAdd(Vector256<float> left, Vector256<float> right, Vector256<float> addend) =>
        Fma.IsSupported ? Fma.MultiplyAdd(left, right, addend) : left * right + addend;
}
