using System.Globalization;
using System.Numerics;

namespace Milvus.Core.Embedding;

/// <summary>
/// A sketch of a vector in 64 bits: the sides of 64 hyperplanes on which it lies (Charikar, Similarity Estimation Techniques from Rounding
/// Algorithms, 2002). Vectors of the same model differ by rounding and share nearly all bits; those of two models share about half.
/// </summary>
internal static class VectorSketch
{
    private const int Bits = 64;

    /// <summary>Vectors with a cosine of 0.9 differ in about 9 bits.</summary>
    private const int MaxDifference = 12;

    internal static string Create(ReadOnlySpan<float> vector)
    {
        Span<double> sums = stackalloc double[Bits];
        sums.Clear();
        for (var i = 0; i < vector.Length; i++)
        {
            var signs = Mix((ulong)i);
            for (var bit = 0; bit < Bits; bit++)
            {
                sums[bit] += (signs >> bit & 1) == 0 ? vector[i] : -vector[i];
            }
        }

        var sketch = 0UL;
        for (var bit = 0; bit < Bits; bit++)
        {
            sketch |= sums[bit] >= 0 ? 1UL << bit : 0;
        }

        return sketch.ToString("x16", CultureInfo.InvariantCulture);
    }

    /// <summary>Whether two sketches are of nearly the same vector.</summary>
    internal static bool IsNear(string one, string other) =>
        TryParse(one, out var first) && TryParse(other, out var second) && BitOperations.PopCount(first ^ second) <= MaxDifference;

    private static bool TryParse(string text, out ulong sketch) =>
        ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out sketch);

    // SplitMix64 (Steele, Lea, Flood, Fast Splittable Pseudorandom Number Generators, 2014).
    private static ulong Mix(ulong number)
    {
        var mixed = (number + 1) * 0x9E3779B97F4A7C15;
        mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB;
        return mixed ^ mixed >> 31;
    }
}
