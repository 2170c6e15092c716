using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Milvus.Embedded.Vectors;

/// <summary>
/// The inner product of a query of 16-bit integers and a row of 8-bit codes. All forms give the same number, because integers have no
/// rounding. The caller bounds the query so that the sum fits into 32 bits.
/// </summary>
internal static class CodeKernels
{
    /// <summary>The inner product, by the widest instructions of the processor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Dot(ref readonly short query, ref readonly sbyte codes, nuint dim) =>
        Avx512BW.IsSupported ? DotOf512Bits(in query, in codes, dim)
        : Avx2.IsSupported ? DotOf256Bits(in query, in codes, dim)
        : DotOf128Bits(in query, in codes, dim);

    /// <summary>The inner product by AVX-512, which the processor must have.</summary>
    public static int DotOf512Bits(ref readonly short query, ref readonly sbyte codes, nuint dim)
    {
        nuint i = 0;
        var sum = Vector512<int>.Zero;
        var other = sum;
        for (; i + 64 <= dim; i += 64)
        {
            sum += MultiplyAdd512(in query, in codes, i);
            other += MultiplyAdd512(in query, in codes, i + 32);
        }

        for (; i + 32 <= dim; i += 32)
        {
            sum += MultiplyAdd512(in query, in codes, i);
        }

        return Vector512.Sum(sum + other) + DotOfRest(in query, in codes, i, dim);
    }

    /// <summary>The inner product by AVX2, which the processor must have.</summary>
    public static int DotOf256Bits(ref readonly short query, ref readonly sbyte codes, nuint dim)
    {
        nuint i = 0;
        var sum = Vector256<int>.Zero;
        var other = sum;
        for (; i + 32 <= dim; i += 32)
        {
            sum += MultiplyAdd256(in query, in codes, i);
            other += MultiplyAdd256(in query, in codes, i + 16);
        }

        for (; i + 16 <= dim; i += 16)
        {
            sum += MultiplyAdd256(in query, in codes, i);
        }

        return Vector256.Sum(sum + other) + DotOfRest(in query, in codes, i, dim);
    }

    /// <summary>The inner product on any processor.</summary>
    public static int DotOf128Bits(ref readonly short query, ref readonly sbyte codes, nuint dim)
    {
        nuint i = 0;
        var sum = Vector128<int>.Zero;
        var other = sum;
        for (; i + 16 <= dim; i += 16)
        {
            var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(in codes, i));
            sum += MultiplyAdd128(Vector128.LoadUnsafe(in query, i), low);
            other += MultiplyAdd128(Vector128.LoadUnsafe(in query, i + 8), high);
        }

        return Vector128.Sum(sum + other) + DotOfRest(in query, in codes, i, dim);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> MultiplyAdd512(ref readonly short query, ref readonly sbyte codes, nuint i) =>
        Avx512BW.MultiplyAddAdjacent(
            Vector512.LoadUnsafe(in query, i),
            Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(in codes, i)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> MultiplyAdd256(ref readonly short query, ref readonly sbyte codes, nuint i) =>
        Avx2.MultiplyAddAdjacent(
            Vector256.LoadUnsafe(in query, i),
            Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(in codes, i)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> MultiplyAdd128(Vector128<short> query, Vector128<short> codes)
    {
        var (queryLow, queryHigh) = Vector128.Widen(query);
        var (codesLow, codesHigh) = Vector128.Widen(codes);
        return queryLow * codesLow + queryHigh * codesHigh;
    }

    private static int DotOfRest(ref readonly short query, ref readonly sbyte codes, nuint from, nuint dim)
    {
        var sum = 0;
        for (var i = from; i < dim; i++)
        {
            sum += Unsafe.Add(ref Unsafe.AsRef(in query), i) * Unsafe.Add(ref Unsafe.AsRef(in codes), i);
        }

        return sum;
    }
}
