using System.Numerics;
using Milvus.Core.Types;

namespace Milvus.Measurements;

/// <summary>The scores of a metric, computed here, so that an index cannot influence them.</summary>
internal sealed class ScoreComparison
{
    private readonly Func<object, object, float> _measure;
    private readonly bool _isOfDirections;

    private ScoreComparison(MetricType metric, Func<object, object, float> measure, bool isOfDirections)
    {
        IsSimilarity = metric.IsSimilarity;
        _measure = measure;
        _isOfDirections = isOfDirections;
    }

    /// <summary>Whether a higher score is nearer.</summary>
    internal bool IsSimilarity { get; }

    /// <summary>The comparison of a metric; null for a metric that is not computed here.</summary>
    internal static ScoreComparison? Find(string metric, DataType type)
    {
        var known = MetricTypes.Find(metric);
        Func<object, object, float>? measure = known?.Distance switch
        {
            DistanceMetric.InnerProduct when VectorTypes.Sparse.Contains(type) => MultiplySparse,
            DistanceMetric.InnerProduct or DistanceMetric.Cosine => Multiply,
            DistanceMetric.L2 => MeasureSquares,
            DistanceMetric.Hamming => CountDifferences,
            DistanceMetric.Jaccard => MeasureJaccard,
            _ => null,
        };
        return measure is null ? null : new ScoreComparison(known!, measure, known!.Distance == DistanceMetric.Cosine);
    }

    /// <summary>A vector as rows have it, in the form that is compared; null for one without a score.</summary>
    internal object? Prepare(object? vector)
    {
        // To the runtime, an array of bytes is one of signed bytes, too.
        var plain = vector?.GetType() == typeof(sbyte[]) ? Array.ConvertAll((sbyte[])vector, component => (float)component) : vector;
        if (!_isOfDirections || plain is not float[] floats)
        {
            return plain;
        }

        var length = MathF.Sqrt(Multiply(floats, floats));
        return length > 0 ? Array.ConvertAll(floats, component => component / length) : null;
    }

    /// <summary>How near two prepared vectors are: more is nearer.</summary>
    internal float Measure(object left, object right) => ToNearness(_measure(left, right));

    /// <summary>How near a row with this score is.</summary>
    internal float ToNearness(float score) => IsSimilarity ? score : -score;

    private static float Multiply(object left, object right)
    {
        var (one, other) = ((float[])left, (float[])right);
        var sums = Vector<float>.Zero;
        var at = 0;
        for (; at <= one.Length - Vector<float>.Count; at += Vector<float>.Count)
        {
            sums += new Vector<float>(one, at) * new Vector<float>(other, at);
        }

        var sum = Vector.Sum(sums);
        for (; at < one.Length; at++)
        {
            sum += one[at] * other[at];
        }

        return sum;
    }

    private static float MeasureSquares(object left, object right)
    {
        var (one, other) = ((float[])left, (float[])right);
        var sums = Vector<float>.Zero;
        var at = 0;
        for (; at <= one.Length - Vector<float>.Count; at += Vector<float>.Count)
        {
            var gap = new Vector<float>(one, at) - new Vector<float>(other, at);
            sums += gap * gap;
        }

        var sum = Vector.Sum(sums);
        for (; at < one.Length; at++)
        {
            sum += (one[at] - other[at]) * (one[at] - other[at]);
        }

        return sum;
    }

    private static float MultiplySparse(object left, object right)
    {
        var (one, other) = ((IReadOnlyDictionary<uint, float>)left, (IReadOnlyDictionary<uint, float>)right);
        var (few, many) = one.Count < other.Count ? (one, other) : (other, one);
        return few.Sum(pair => many.TryGetValue(pair.Key, out var value) ? pair.Value * value : 0);
    }

    private static float CountDifferences(object left, object right) =>
        ((byte[])left).Zip((byte[])right, (one, other) => BitOperations.PopCount((uint)(one ^ other))).Sum();

    private static float MeasureJaccard(object left, object right)
    {
        var (both, either) = (0, 0);
        foreach (var (one, other) in ((byte[])left).Zip((byte[])right))
        {
            both += BitOperations.PopCount((uint)(one & other));
            either += BitOperations.PopCount((uint)(one | other));
        }

        return either == 0 ? 1 : (float)(either - both) / either;
    }
}
