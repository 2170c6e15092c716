namespace Milvus.Embedded.Vectors;

/// <summary>Keeps the nearest rows seen so far, up to a capacity. Of rows with equal distance the smaller row number stays.</summary>
internal sealed class TopK(int capacity, DistanceRange range)
{
    private readonly CandidateHeap _heap = new(Math.Min(capacity, 1024));

    public TopK(int capacity)
        : this(capacity, DistanceRange.All)
    {
    }

    public int Capacity { get; } = capacity;

    /// <summary>Rows with a distance outside this range are ignored.</summary>
    public DistanceRange Range { get; } = range;

    public int Count => _heap.Count;

    /// <summary>Whether the capacity is reached, so that only rows nearer than <see cref="Farthest"/> are accepted.</summary>
    public bool IsFull => _heap.Count == Capacity;

    /// <summary>The farthest row kept, packed.</summary>
    public ulong Farthest => _heap.Top;

    /// <summary>Offers a row. A NaN distance is ignored.</summary>
    public void Add(float distance, int row)
    {
        if (!Range.Contains(distance))
        {
            return;
        }

        var candidate = Candidate.Pack(distance, row);
        if (_heap.Count < Capacity)
        {
            _heap.Push(candidate);
        }
        else if (Capacity > 0 && candidate < _heap.Top)
        {
            _heap.ReplaceTop(candidate);
        }
    }

    /// <summary>The hits, nearest first.</summary>
    public Hit[] ToSorted()
    {
        var candidates = _heap.Items.ToArray();
        Array.Sort(candidates);
        return Array.ConvertAll(candidates, candidate => new Hit(Candidate.UnpackRow(candidate), Candidate.UnpackDistance(candidate)));
    }
}
