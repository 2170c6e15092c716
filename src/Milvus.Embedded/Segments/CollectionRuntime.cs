using Milvus.Embedded.Catalog;
using Milvus.Embedded.Storage;

namespace Milvus.Embedded.Segments;

/// <summary>Brings the rows of a collection into memory when they are needed, and lets them go.</summary>
internal sealed class CollectionRuntime(CollectionEntry collection)
{
    private Segment? _segment;

    /// <summary>The rows, if they are in memory. Writers, under the collection's lock, must append to it.</summary>
    public Segment? Segment => Volatile.Read(ref _segment);

    /// <summary>How far the iterators over the collection came.</summary>
    public IteratorPositions Iterators { get; } = new();

    /// <summary>The rows; reads them if they are not in memory.</summary>
    public Segment Acquire(Store store, CancellationToken token)
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

    private Segment Read(Store store, CancellationToken token) => store.Read(sql =>
    {
        var segment = new Segment(collection);
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
