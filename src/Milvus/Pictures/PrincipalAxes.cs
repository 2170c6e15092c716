namespace Milvus.Pictures;

/// <summary>
/// The plane in which vectors differ most: their two first principal components, by orthogonal iteration (G. Golub and C. Van Loan, "Matrix
/// Computations"). The covariance matrix is never formed, because it would be large for many dimensions.
/// </summary>
internal sealed class PrincipalAxes
{
    private const int MaxSteps = 300;
    private const double Enough = 1e-10;

    private PrincipalAxes(double[] first, double[] second, double share)
    {
        First = first;
        Second = second;
        Share = share;
    }

    /// <summary>The place of each vector on the first axis, from its mean.</summary>
    internal double[] First { get; }

    /// <summary>The place of each vector on the second axis.</summary>
    internal double[] Second { get; }

    /// <summary>The share of the variance that the plane shows, from 0 to 1.</summary>
    internal double Share { get; }

    /// <summary>The axes of vectors of the same dimension.</summary>
    internal static PrincipalAxes Find(IReadOnlyList<float[]> vectors)
    {
        var dimension = vectors[0].Length;
        var mean = new double[dimension];
        foreach (var vector in vectors)
        {
            Add(mean, vector, 1.0 / vectors.Count);
        }

        var rows = vectors.Select(vector => vector.Select((component, at) => component - mean[at]).ToArray()).ToList();
        var total = rows.Sum(row => Multiply(row, row));

        // A fixed start, so that a picture is the same each time.
        var random = new Random(1);
        double[][] axes = [Start(), Start()];
        Straighten(axes);
        for (var step = 0; step < MaxSteps; step++)
        {
            var next = Array.ConvertAll(axes, axis => Apply(rows, axis));
            Straighten(next);
            var moved = axes.Zip(next, (before, after) => Multiply(after, after) > 0 ? 1 - Math.Abs(Multiply(before, after)) : 0).Max();
            axes = next;
            if (moved < Enough)
            {
                break;
            }
        }

        var places = Array.ConvertAll(axes, axis => Orient(rows.Select(row => Multiply(row, axis)).ToArray()));
        var shown = places.Sum(place => place.Sum(value => value * value));
        return new PrincipalAxes(places[0], places[1], total > 0 ? Math.Min(1, shown / total) : 0);

        double[] Start() => [.. Enumerable.Range(0, dimension).Select(_ => random.NextDouble() - 0.5)];
    }

    // The product of the covariance matrix and an axis, without its constant factor.
    private static double[] Apply(List<double[]> rows, double[] axis)
    {
        var result = new double[axis.Length];
        foreach (var row in rows)
        {
            var along = Multiply(row, axis);
            for (var at = 0; at < result.Length; at++)
            {
                result[at] += along * row[at];
            }
        }

        return result;
    }

    // Gram-Schmidt. An axis without variance is 0, and so are the places on it.
    private static void Straighten(double[][] axes)
    {
        var common = Multiply(axes[0], axes[0]) is var square and > 0 ? Multiply(axes[0], axes[1]) / square : 0;
        for (var at = 0; at < axes[1].Length; at++)
        {
            axes[1][at] -= common * axes[0][at];
        }

        var longest = Math.Sqrt(axes.Max(axis => Multiply(axis, axis)));
        foreach (var axis in axes)
        {
            var length = Math.Sqrt(Multiply(axis, axis));
            for (var at = 0; at < axis.Length; at++)
            {
                axis[at] = length > longest * Enough ? axis[at] / length : 0;
            }
        }
    }

    // An axis has no direction of its own: the farthest vector is on the positive side.
    private static double[] Orient(double[] places)
    {
        var farthest = places.MaxBy(Math.Abs);
        return farthest < 0 ? Array.ConvertAll(places, place => -place) : places;
    }

    private static void Add(double[] sum, float[] vector, double factor)
    {
        for (var at = 0; at < sum.Length; at++)
        {
            sum[at] += vector[at] * factor;
        }
    }

    private static double Multiply(double[] left, double[] right)
    {
        var sum = 0.0;
        for (var at = 0; at < left.Length; at++)
        {
            sum += left[at] * right[at];
        }

        return sum;
    }
}
