using Milvus.Embedded.Columns;
using Milvus.Embedded.Records;
using Milvus.Embedded.Schema;
using Milvus.Embedded.Segments;
using Milvus.Embedded.Storage;

namespace Milvus.Embedded.Compaction;

/// <summary>
/// Rewrites the rows of a collection in one transaction: it removes deleted and expired rows and merges small batches. Rows get new
/// numbers, so indexes are built again.
/// </summary>
internal sealed class CollectionCompaction(CollectionEntry collection, Store store, CancellationToken token)
{
    /// <summary>The number of rows of a merged batch.</summary>
    private const int FullBatch = 16384;

    /// <summary>
    /// Compacts the collection under its lock. Returns the rewritten batches and the new ones; both are empty if there was nothing to do.
    /// </summary>
    public (IReadOnlyList<long> Sources, IReadOnlyList<long> Targets) Run()
    {
        lock (collection.Gate)
        {
            if (collection.Dropped)
            {
                return ([], []);
            }

            var segment = collection.Runtime.Acquire(store, token);
            var snapshot = segment.Current;
            var stored = segment.Batches(snapshot).ToArray();
            var groups = Groups(segment, snapshot, stored);
            var alive = groups.Sum(group => group.Rows.Length);
            if (groups.Count == stored.Length && alive == snapshot.Rows)
            {
                return ([], []);
            }

            var sources = store.Read(sql => RowTables.ListBatches(sql, collection)).Select(batch => batch.Seq).Distinct().ToArray();
            var schema = collection.NoteReadable(snapshot.Timestamp);
            store.Write(sql =>
            {
                sql.RemoveRows(collection);
                sql.SetSchema(collection, schema, collection.Updated);
                foreach (var group in groups)
                {
                    token.ThrowIfCancellationRequested();
                    sql.AddBatch(collection, group.Timestamp, group.Partition, Take(segment.Columns, group.Rows));
                }
            });
            collection.Generation++;
            collection.Evolve(schema, collection.Updated);
            foreach (var partition in collection.Partitions)
            {
                partition.Clear();
                partition.AddRows(groups.Where(group => group.Partition == partition.Id).Sum(group => (long)group.Rows.Length));
            }

            return (sources, groups.Select(group => group.Timestamp).Distinct().ToArray());
        }
    }

    /// <summary>The batches to write. If rows expire, each batch keeps its timestamp. Otherwise neighbouring batches are merged.</summary>
    private List<RowGroup> Groups(MemorySegment segment, SegmentSnapshot snapshot, StoredBatch[] stored)
    {
        var expiry = new RowExpiry(collection, segment, snapshot);
        var merge = PropertyRules.TimeToLiveOf(collection.Properties) is null;
        var groups = new List<RowGroup>();
        foreach (var batch in stored)
        {
            var rows = Enumerable
                .Range(batch.First, batch.End - batch.First)
                .Where(row => segment.IsVisible(snapshot, row) && !expiry.IsExpired(row))
                .ToArray();
            if (rows.Length == 0)
            {
                continue;
            }

            var before = merge ? groups.FindLastIndex(group => group.Partition == batch.Partition) : -1;
            if (before >= 0 && groups[before].Rows.Length + rows.Length <= FullBatch)
            {
                rows = [.. groups[before].Rows, .. rows];
                groups.RemoveAt(before);
            }

            groups.Add(new RowGroup(batch.Timestamp, batch.Partition, rows));
        }

        return groups;
    }

    private static Column[] Take(ColumnSet columns, int[] rows) => Array.ConvertAll([.. columns.Columns], column =>
    {
        var taken = column.Empty();
        foreach (var row in rows)
        {
            taken.AppendFrom(column, row);
        }

        return taken;
    });

    private sealed record RowGroup(long Timestamp, long Partition, int[] Rows);
}
