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

        // Writers are kept out while the rows are read, or a batch between reading and publishing would be missing.
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
    public void Compacted(long since)
    {
        Volatile.Write(ref _since, since);
        Evict();
    }

    private MemorySegment Read(Store store, CancellationToken token) => store.Read(sql =>
    {
        var segment = new MemorySegment(collection) { Since = Volatile.Read(ref _since) };
        var last = 0L;
        sql.ReplayRows(collection,
            (seq, partition, keys) =>
            {
                segment.Delete(keys, partition, seq);
                last = seq;
            },
            (seq, partition, blobOf) =>
            {
                segment.Append(collection.Fields, blobOf, partition, seq);
                last = seq;
            },
            token);
        segment.Publish(last);
        return segment;
    });
}
