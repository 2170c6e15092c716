namespace Milvus.Checks;

/// <summary>The lengths (Euclidean norms) of some vectors.</summary>
internal sealed class VectorLengths
{
    /// <summary>The number of vectors.</summary>
    internal int Count { get; private set; }

    /// <summary>The number of vectors whose components are all 0.</summary>
    internal int Zeros { get; private set; }

    /// <summary>The keys of some of the rows with these vectors.</summary>
    internal List<object> KeysOfZeros { get; } = [];

    internal double Shortest { get; private set; } = double.PositiveInfinity;

    internal double Longest { get; private set; }

    /// <summary>Adds a vector as rows have it.</summary>
    internal void Add(object vector, object key)
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
        if (sum == 0)
        {
            Zeros++;
            if (KeysOfZeros.Count < HealthRules.MaxKeys)
            {
                KeysOfZeros.Add(key);
            }
        }

        Shortest = Math.Min(Shortest, Math.Sqrt(sum));
        Longest = Math.Max(Longest, Math.Sqrt(sum));
    }
}
