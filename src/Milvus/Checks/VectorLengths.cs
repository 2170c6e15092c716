namespace Milvus.Checks;

/// <summary>The lengths (Euclidean norms) of some vectors.</summary>
internal sealed class VectorLengths
{
    /// <summary>The number of vectors.</summary>
    internal int Count { get; private set; }

    /// <summary>The number of vectors whose components are all 0.</summary>
    internal int Zeros { get; private set; }

    internal double Shortest { get; private set; } = double.PositiveInfinity;

    internal double Longest { get; private set; }

    /// <summary>Adds a vector as rows have it.</summary>
    internal void Add(object vector)
    {
        var sum = vector switch
        {
            float[] floats => floats.Sum(component => (double)component * component),
            sbyte[] bytes => bytes.Sum(component => (double)component * component),
            _ => double.NaN,
        };
        if (double.IsNaN(sum))
        {
            return;
        }

        Count++;
        Zeros += sum == 0 ? 1 : 0;
        Shortest = Math.Min(Shortest, Math.Sqrt(sum));
        Longest = Math.Max(Longest, Math.Sqrt(sum));
    }
}
