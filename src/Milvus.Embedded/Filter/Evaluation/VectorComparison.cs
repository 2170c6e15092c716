using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>Compares numbers with a constant or with each other, and writes the results as bits.</summary>
internal static class VectorComparison
{
    private interface ITest<T>
    {
        static abstract Vector256<T> Test(Vector256<T> left, Vector256<T> right);

        static abstract bool Test(T left, T right);
    }

    public static void Compare<T>(Comparison comparison, ReadOnlySpan<T> left, T right, Span<ulong> bits)
        where T : unmanaged, INumber<T>
    {
        switch (comparison)
        {
            case Comparison.Equal:
                Run<T, Equal<T>>(left, right, bits);
                break;
            case Comparison.NotEqual:
                Run<T, Equal<T>>(left, right, bits);
                bits.Invert();
                break;
            case Comparison.Less:
                Run<T, Less<T>>(left, right, bits);
                break;
            case Comparison.LessEqual:
                Run<T, LessEqual<T>>(left, right, bits);
                break;
            case Comparison.Greater:
                Run<T, Greater<T>>(left, right, bits);
                break;
            default:
                Run<T, GreaterEqual<T>>(left, right, bits);
                break;
        }
    }

    public static void Compare<T>(Comparison comparison, ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<ulong> bits)
        where T : unmanaged, INumber<T>
    {
        bits.Clear();
        for (var i = 0; i < left.Length; i++)
        {
            var holds = comparison switch
            {
                Comparison.Equal => left[i] == right[i],
                Comparison.NotEqual => left[i] != right[i],
                Comparison.Less => left[i] < right[i],
                Comparison.LessEqual => left[i] <= right[i],
                Comparison.Greater => left[i] > right[i],
                _ => left[i] >= right[i],
            };
            bits[i >> 6] |= (holds ? 1UL : 0) << (i & 63);
        }
    }

    private static void Run<T, TTest>(ReadOnlySpan<T> values, T constant, Span<ulong> bits)
        where T : unmanaged, INumber<T>
        where TTest : struct, ITest<T>
    {
        var other = Vector256.Create(constant);
        var lanes = Vector256<T>.Count;
        var position = 0;
        for (var word = 0; word < bits.Length; word++)
        {
            ulong mask = 0;
            var end = Math.Min(position + 64, values.Length);
            var shift = 0;
            for (; position + lanes <= end; position += lanes, shift += lanes)
            {
                var current = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)position);
                mask |= (ulong)TTest.Test(current, other).ExtractMostSignificantBits() << shift;
            }

            for (; position < end; position++, shift++)
            {
                mask |= (TTest.Test(values[position], constant) ? 1UL : 0) << shift;
            }

            bits[word] = mask;
        }
    }

    private struct Equal<T> : ITest<T>
        where T : unmanaged, INumber<T>
    {
        public static Vector256<T> Test(Vector256<T> left, Vector256<T> right) => Vector256.Equals(left, right);

        public static bool Test(T left, T right) => left == right;
    }

    private struct Less<T> : ITest<T>
        where T : unmanaged, INumber<T>
    {
        public static Vector256<T> Test(Vector256<T> left, Vector256<T> right) => Vector256.LessThan(left, right);

        public static bool Test(T left, T right) => left < right;
    }

    private struct LessEqual<T> : ITest<T>
        where T : unmanaged, INumber<T>
    {
        public static Vector256<T> Test(Vector256<T> left, Vector256<T> right) => Vector256.LessThanOrEqual(left, right);

        public static bool Test(T left, T right) => left <= right;
    }

    private struct Greater<T> : ITest<T>
        where T : unmanaged, INumber<T>
    {
        public static Vector256<T> Test(Vector256<T> left, Vector256<T> right) => Vector256.GreaterThan(left, right);

        public static bool Test(T left, T right) => left > right;
    }

    private struct GreaterEqual<T> : ITest<T>
        where T : unmanaged, INumber<T>
    {
        public static Vector256<T> Test(Vector256<T> left, Vector256<T> right) =>
            Vector256.GreaterThanOrEqual(left, right);

        public static bool Test(T left, T right) => left >= right;
    }
}
