namespace Milvus.Embedded.Vectors;

/// <summary>A binary max-heap of packed distances: the farthest is on top. A heap with the nearest on top stores complements.</summary>
internal sealed class CandidateHeap(int capacity)
{
    private ulong[] _items = new ulong[Math.Max(4, capacity)];

    public int Count { get; private set; }

    public ulong Top => _items[0];

    /// <summary>The items in heap order, which is not sorted.</summary>
    public ReadOnlySpan<ulong> Items => _items.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Push(ulong item)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Count * 2);
        }

        var items = _items;
        var at = Count++;
        while (at > 0)
        {
            var parent = (at - 1) >> 1;
            if (items[parent] >= item)
            {
                break;
            }

            items[at] = items[parent];
            at = parent;
        }

        items[at] = item;
    }

    public ulong Pop()
    {
        var top = _items[0];
        var last = _items[--Count];
        if (Count > 0)
        {
            Sink(last);
        }

        return top;
    }

    /// <summary>Removes all but the nearest, and returns these, in heap order.</summary>
    public ReadOnlySpan<ulong> TakeNearest(int count)
    {
        while (Count > count)
        {
            Pop();
        }

        return Items;
    }

    public void ReplaceTop(ulong item) => Sink(item);

    private void Sink(ulong item)
    {
        var items = _items.AsSpan(0, Count);
        var at = 0;
        for (var child = 1; child < items.Length; child = 2 * at + 1)
        {
            if (child + 1 < items.Length && items[child + 1] > items[child])
            {
                child++;
            }

            if (items[child] <= item)
            {
                break;
            }

            items[at] = items[child];
            at = child;
        }

        items[at] = item;
    }
}
