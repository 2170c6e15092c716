namespace Milvus.Measurements;

/// <summary>A stored row whose vector is a query. The row itself is no hit of it.</summary>
/// <param name="Key">The key of the row.</param>
/// <param name="Vector">Its vector, as rows have it.</param>
/// <param name="Prepared">The vector in the form that is compared.</param>
/// <param name="Count">The number of nearest rows to find.</param>
internal sealed record SampledQuery(object Key, object Vector, object Prepared, int Count)
{
    // A server computes in another order, or with fewer bits: such differences are no difference of distance.
    private const float Tolerance = 1e-5f;

    private readonly PriorityQueue<object, float> _nearest = new();
    private HashSet<object>? _keys;

    /// <summary>The number of nearest rows that exist.</summary>
    internal int Found => _nearest.Count;

    /// <summary>Compares a row. Rows of one query are compared by one thread.</summary>
    internal void Compare(object key, object vector, ScoreComparison comparison)
    {
        var nearness = comparison.Measure(Prepared, vector);
        if (float.IsNaN(nearness) || key.Equals(Key))
        {
            return;
        }

        if (_nearest.Count < Count)
        {
            _nearest.Enqueue(key, nearness);
        }
        else if (_nearest.TryPeek(out _, out var farthest) && nearness > farthest)
        {
            _nearest.DequeueEnqueue(key, nearness);
        }
    }

    /// <summary>
    /// The share of the nearest rows among hits. A row as near as the last of them counts, because their order is arbitrary.
    /// </summary>
    internal double MeasureRecall(IEnumerable<SearchHit> hits, ScoreComparison comparison)
    {
        _keys ??= [.. _nearest.UnorderedItems.Select(item => item.Element)];
        _nearest.TryPeek(out _, out var farthest);
        var least = farthest - (Tolerance * Math.Max(1, Math.Abs(farthest)));
        var right = hits.Where(hit => !Key.Equals(hit.Id)).Take(Found)
            .Count(hit => _keys.Contains(hit.Id!) || comparison.ToNearness(hit.Score) >= least);
        return (double)right / Found;
    }
}
