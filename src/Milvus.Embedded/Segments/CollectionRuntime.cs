using Milvus.Embedded.Errors;
using Milvus.Embedded.Index.Selection;
using Milvus.Embedded.Records;
using Milvus.Embedded.Storage;

namespace Milvus.Embedded.Segments;

/// <summary>Loads the rows of a collection on first use and evicts them.</summary>
internal sealed class CollectionRuntime(CollectionEntry collection) : IRowMemory
{
    private MemorySegment? _segment;

    /// <summary>The rows, or null if they are not in memory. A writer, under the lock of the collection, must append to it.</summary>
    public MemorySegment? Segment => Volatile.Read(ref _segment);

    /// <summary>The positions of the iterators over the collection.</summary>
    public IteratorPositions Iterators { get; } = new();

    /// <summary>The rows. Reads them if they are not in memory.</summary>
    public MemorySegment Acquire(Store store, CancellationToken token)
    {
        if (Segment is { } ready)
        {
            return ready;
        }

        // Writers of this collection wait while the rows are read. Otherwise a batch between reading and publishing would be missing.
        // Writers of other collections do not wait: the connection is free between two parts.
        lock (collection.Gate)
        {
            if (Segment is { } loaded)
            {
                return loaded;
            }

            var segment = ReadAll(store, token);
            Volatile.Write(ref _segment, segment);
            return segment;
        }
    }

    /// <summary>Evicts the rows. Running reads keep their snapshot.</summary>
    public void Evict() => Volatile.Write(ref _segment, null);

    private MemorySegment ReadAll(Store store, CancellationToken token)
    {
        try
        {
            return Read(store, token);
        }
        catch (Exception failure) when (StorageFaults.Find(failure) == StorageFault.Damaged)
        {
            throw new InvalidDataException($"the rows of collection {collection.Name}: {failure.Message}", failure);
        }
    }

    private MemorySegment Read(Store store, CancellationToken token)
    {
        var segment = new MemorySegment(collection) { Since = collection.ReadableSince };
        VectorPlacement.Apply(segment.Columns, collection.Indexes, collection.Partitions.Sum(partition => partition.Rows), store.Path);
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
        // The last write can be one whose rows a compaction has removed.
        segment.Publish(Math.Max(last, segment.Since));
        return segment;
    }
}
