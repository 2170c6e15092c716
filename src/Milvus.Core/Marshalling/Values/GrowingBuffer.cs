namespace Milvus.Core.Marshalling.Values;

/// <summary>The numbers of many vectors in one block.</summary>
internal sealed class GrowingBuffer<T>
    where T : unmanaged
{
    private T[] _items = [];

    internal int Count { get; private set; }

    internal ReadOnlySpan<T> Items => _items.AsSpan(0, Count);

    /// <summary>Appends space for more numbers. The caller must fill it, because it is part of the buffer at once.</summary>
    internal Span<T> Extend(int more)
    {
        var needed = checked(Count + more);
        if (needed > _items.Length)
        {
            Array.Resize(ref _items, Math.Max(needed, Math.Max(256, (int)Math.Min(_items.Length * 2L, Array.MaxLength))));
        }

        var room = _items.AsSpan(Count, more);
        Count = needed;
        return room;
    }

    internal void Add(T item) => Extend(1)[0] = item;

    internal void Truncate(int count) => Count = count;
}
