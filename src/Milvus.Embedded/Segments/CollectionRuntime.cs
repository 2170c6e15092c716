using Milvus.Embedded.Records;
using Milvus.Embedded.Storage;

namespace Milvus.Embedded.Segments;

/// <summary>Brings the rows of a collection into memory when they are needed, and lets them go.</summary>
internal sealed class CollectionRuntime(CollectionEntry collection) : IRowMemory
{
    private MemorySegment? _segment;
    private long _since;

    /// <summary>The rows, if they are in memory. Writers, under the collection's lock, must append to it.</summary>
    public MemorySegment? Segment => Volatile.Read(ref _segment);

    /// <summary>How far the iterators over the collection came.</summary>
    public IteratorPositions Iterators { get; } = new();

    /// <summary>The rows; reads them if they are not in memory.</summary>
    public MemorySegment Acquire(Store store, CancellationToken token)
    {
        if (Segment is { } ready)
        {
            return ready;
        }

        // Writers of this collection are kept out while the rows are read, or a batch between reading and publishing would be
        // missing. Those of others are not: the connection is free between two parts.
        lock (collection.Gate)
        {
            if (Segment is { } loaded)
            {
                return loaded;
            }

            var segment = Read(store, token);
            Volatile.Write(ref _segment, segment);
            return segment;
        }
    }

    /// <summary>Lets the memory go; reads that run keep what they hold.</summary>
    public void Evict() => Volatile.Write(ref _segment, null);

    /// <summary>Lets the memory go after a compaction; the rows cannot be read as of a moment before it any more.</summary>
    /// <param name="since">The hybrid timestamp of the last write that the compaction saw.</param>
    public void OnCompacted(long since)
    {
        Volatile.Write(ref _since, since);
        Evict();
    }

    private MemorySegment Read(Store store, CancellationToken token)
    {
        var segment = new MemorySegment(collection) { Since = Volatile.Read(ref _since) };
        var last = 0L;
        new RowReplay(store, collection, token).Run(
            (seq, partition, keys) =>
            {
                segment.Delete(keys, partition, seq);
                last = seq;
            },
            (seq, partition, blobOf) =>
            {
                segment.Append(collection.Fields, blobOf, partition, seq);
                last = seq;
            });
        segment.Publish(last);
        return segment;
    }
}
