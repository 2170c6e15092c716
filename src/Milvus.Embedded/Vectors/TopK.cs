namespace Milvus.Embedded.Vectors;

/// <summary>The nearest rows seen so far, at most so many; of equal distances the smaller row stays.</summary>
internal sealed class TopK(int capacity, DistanceRange range)
{
    private readonly NearHeap _heap = new(Math.Min(capacity, 1024));

    public TopK(int capacity)
        : this(capacity, DistanceRange.All)
    {
    }

    public int Capacity { get; } = capacity;

    /// <summary>Distances outside are not taken.</summary>
    public DistanceRange Range { get; } = range;

    public int Count => _heap.Count;

    /// <summary>Whether only nearer rows than <see cref="Farthest"/> are still taken.</summary>
    public bool IsFull => _heap.Count == Capacity;

    /// <summary>The farthest row kept, packed.</summary>
    public ulong Farthest => _heap.Top;

    /// <summary>Offers a row. A NaN is not a distance and is ignored.</summary>
    public void Add(float distance, int row)
    {
        if (!Range.Contains(distance))
        {
            return;
        }

        var near = Near.Pack(distance, row);
        if (_heap.Count < Capacity)
        {
            _heap.Push(near);
        }
        else if (Capacity > 0 && near < _heap.Top)
        {
            _heap.ReplaceTop(near);
        }
    }

    /// <summary>The rows kept, the nearest first.</summary>
    public Hit[] ToSorted()
    {
        var nears = _heap.Items.ToArray();
        Array.Sort(nears);
        return Array.ConvertAll(nears, near => new Hit(Near.Row(near), Near.Distance(near)));
    }
}
