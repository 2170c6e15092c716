using System.Collections.Concurrent;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Index.Scalar;
using Milvus.Embedded.Index.Selection;
using Milvus.Embedded.Records;
using Milvus.Embedded.Storage;

namespace Milvus.Embedded.Segments;

/// <summary>
/// The rows of a collection in memory. One writer at a time, under the lock of the collection, appends and deletes rows, then publishes a
/// new snapshot. Readers take the snapshot without a lock: the rows of a snapshot do not change.
/// </summary>
internal sealed class MemorySegment
{
    private readonly NumberColumn<long> _partitions = new("", Protocol.DataType.Int64, false);
    private readonly ChunkList<long> _deletedAt = new(1);
    private readonly ChunkList<long> _batchStarts = new(1);
    private readonly ChunkList<long> _batchTimes = new(1);
    private readonly List<int> _found = [];
    private readonly KeyIndex _keys;
    private int _deleted;
    private bool _hasDuplicates;
    private SegmentSnapshot _current = new(0, 0, 0, 0, false);

    public MemorySegment(CollectionEntry collection)
    {
        Columns = new ColumnSet([.. collection.Fields.Select(FieldColumns.Create)], collection.PrimaryKey.Name);
        _keys = KeyIndex.Over(Columns.PrimaryKey);
        KeyOrder = new KeyOrder(Columns.PrimaryKey);
    }

    public ColumnSet Columns { get; }

    /// <summary>The first timestamp that can be read. A compaction removed earlier rows or merged them with later ones.</summary>
    public long Since { get; init; }

    /// <summary>The snapshot for a new read.</summary>
    public SegmentSnapshot Current => Volatile.Read(ref _current);

    /// <summary>The rows in the order of their keys.</summary>
    public KeyOrder KeyOrder { get; }

    /// <summary>The vector indexes over the rows, by index id.</summary>
    public ConcurrentDictionary<long, BuiltIndex> Built { get; } = new();

    /// <summary>The scalar indexes over the rows, by index id.</summary>
    public ConcurrentDictionary<long, ScalarIndex> Scalars { get; } = new();

    /// <summary>The partition of a row.</summary>
    public long PartitionOf(int row) => _partitions[row];

    /// <summary>Appends a batch. <see cref="Publish"/> makes it visible.</summary>
    public void Append(IReadOnlyList<Column> batch, long partition, long timestamp)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            Columns.Columns[i].AppendFrom(batch[i]);
        }

        Register(partition, timestamp);
    }

    /// <summary>Appends a stored batch. <see cref="Publish"/> makes it visible.</summary>
    public void Append(
        IReadOnlyList<Protocol.FieldSchema> fields,
        Func<Protocol.FieldSchema, ReadOnlyMemory<byte>> blobOf,
        long partition,
        long timestamp)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            ColumnCodec.Decode(Columns.Columns[i], blobOf(fields[i]).Span);
        }

        Register(partition, timestamp);
    }

    /// <summary>Marks the rows of the keys as deleted at a timestamp. <see cref="Publish"/> makes it visible.</summary>
    public void Delete(Column keys, long partition, long timestamp)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            _found.Clear();
            _keys.Find(keys, i, _found);
            foreach (var row in _found)
            {
                if (_deletedAt[row] == 0 && (partition == RowTables.AllPartitions || _partitions[row] == partition))
                {
                    _deletedAt.Set(row, timestamp);
                    _deleted++;
                }
            }
        }
    }

    /// <summary>Makes appended and deleted rows visible, atomically.</summary>
    public void Publish(long timestamp) =>
        Volatile.Write(ref _current, new SegmentSnapshot(_deletedAt.Count, timestamp, _deleted, _batchStarts.Count, _hasDuplicates));

    /// <summary>The batches of a snapshot, in the order of writing.</summary>
    public IEnumerable<StoredBatch> Batches(SegmentSnapshot snapshot)
    {
        for (var batch = 0; batch < snapshot.Batches; batch++)
        {
            var end = batch + 1 < snapshot.Batches ? (int)_batchStarts[batch + 1] : snapshot.Rows;
            var first = (int)_batchStarts[batch];
            if (end > first)
            {
                yield return new StoredBatch(first, end, _batchTimes[batch], _partitions[first]);
            }
        }
    }

    /// <summary>The first row that was written after a timestamp. Rows are in the order of writing.</summary>
    public int FirstAfter(SegmentSnapshot snapshot, long timestamp) => StartOf(snapshot, BatchesUpTo(snapshot, timestamp));

    /// <summary>The snapshot of an earlier timestamp; the current one if the timestamp is not earlier.</summary>
    public SegmentSnapshot At(long timestamp)
    {
        var current = Current;
        var batches = BatchesUpTo(current, timestamp);
        // The numbers that only decide whether a check is needed may be too high.
        return timestamp >= current.Timestamp
            ? current
            : current with
            {
                Rows = StartOf(current, batches),
                Timestamp = timestamp,
                Batches = batches,
            };
    }

    /// <summary>Whether a row of the snapshot was not deleted at its timestamp.</summary>
    public bool IsVisible(SegmentSnapshot snapshot, int row)
    {
        var deletedAt = _deletedAt[row];
        return deletedAt == 0 || deletedAt > snapshot.Timestamp;
    }

    /// <summary>The visible rows of a snapshot, in some partitions or in all.</summary>
    public RowBitmap FindVisible(SegmentSnapshot snapshot, IReadOnlySet<long>? partitions, CancellationToken token)
    {
        var rows = new RowBitmap(snapshot.Rows);
        if (snapshot.Deleted == 0 && partitions is null)
        {
            rows.SetAll();
            return rows;
        }

        for (var row = 0; row < snapshot.Rows; row++)
        {
            if ((row & Column.ChunkMask) == 0)
            {
                token.ThrowIfCancellationRequested();
            }

            if (IsVisible(snapshot, row) && (partitions is null || partitions.Contains(_partitions[row])))
            {
                rows.Set(row);
            }
        }

        return rows;
    }

    /// <summary>The rows of a snapshot with given keys, including deleted rows.</summary>
    public List<int> Find(Column keys, SegmentSnapshot snapshot)
    {
        var found = new List<int>(keys.Count);
        for (var i = 0; i < keys.Count; i++)
        {
            _keys.Find(keys, i, found);
        }

        found.RemoveAll(row => row >= snapshot.Rows);
        return found;
    }

    private int StartOf(SegmentSnapshot snapshot, int batch) => batch < snapshot.Batches ? (int)_batchStarts[batch] : snapshot.Rows;

    private int BatchesUpTo(SegmentSnapshot snapshot, long timestamp)
    {
        var (low, high) = (0, snapshot.Batches);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _batchTimes[middle] > timestamp ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private void Register(long partition, long timestamp)
    {
        var from = _deletedAt.Count;
        var to = Columns.PrimaryKey.Count;
        // The mark first: a key that can be found has a mark that can be read.
        _partitions.Append(partition, to - from);
        _deletedAt.Append(0, to - from);
        _batchStarts.Append(from);
        _batchTimes.Append(timestamp);
        _hasDuplicates |= _keys.Add(from, to) > 0;
    }
}
