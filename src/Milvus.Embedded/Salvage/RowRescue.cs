using System.Globalization;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Records;
using Milvus.Embedded.Storage;
using Milvus.Protocol;

namespace Milvus.Embedded.Salvage;

/// <summary>
/// Copies the rows of a collection that are proven: a batch counts if all its blobs are right, and if no damaged delete could have deleted
/// some of its rows.
/// </summary>
internal sealed class RowRescue(WriteList writes, BlobMap chunks, BlobMap deletes, Store target, CancellationToken token)
{
    /// <summary>The bytes that are written in one transaction.</summary>
    private const long TransactionBytes = 32 << 20;

    private readonly Dictionary<BlobKey, long> _lost = [];
    private readonly List<(string Table, BlobKey Key, byte[] Blob)> _waiting = [];
    private readonly List<BatchRow> _batches = [];
    private long _waitingBytes;

    /// <summary>The batches that are not copied, with the number of their rows.</summary>
    public IReadOnlyDictionary<BlobKey, long> Lost => _lost;

    /// <summary>Whether the batches of a collection can be used.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="hadLog">Whether the file says that it was open.</param>
    /// <returns>The reason why they cannot; null if they can.</returns>
    public string? FindObstacle(CollectionEntry collection, bool hadLog) =>
        !writes.IsOfDeletesProven ? "the table of deletes is damaged, so it is unknown which rows are deleted"
        // Without a compaction, no batch was ever removed, so each right one is present.
        : !writes.IsOfBatchesProven && collection.Generation > 0 && hadLog
            ? "the table of batches is damaged, so it is unknown which batches are removed"
        : null;

    /// <summary>Copies the deletes and batches of a collection. Returns the rows lost and the reasons.</summary>
    public (long RowsLost, string Reason) Copy(CollectionEntry collection)
    {
        var unsafeBefore = CopyDeletes(collection);
        var lost = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var batch in writes.BatchRows.Where(batch => batch.Collection == collection.Id))
        {
            token.ThrowIfCancellationRequested();
            if (CopyBatch(collection, batch, unsafeBefore) is { } reason)
            {
                _lost[new BlobKey(batch.Collection, batch.Seq, batch.Partition, 0)] = batch.Rows;
                lost[reason] = lost.GetValueOrDefault(reason) + batch.Rows;
            }
        }

        Flush();
        var reasons = lost.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Value:N0} rows: {one.Key}"));
        return (lost.Values.Sum(), string.Join("; ", reasons));
    }

    /// <summary>Copies fields of a batch for a snapshot. Returns whether all are right.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="withBatch">Whether the batch itself is copied, too.</param>
    public bool CopyKept(IReadOnlyList<FieldSchema> fields, BatchRow batch, bool withBatch)
    {
        try
        {
            AddBatch(withBatch ? batch : null, batch, [.. fields.Select(field => (field.FieldID, ReadColumn(field, batch)))]);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Copies a delete. Returns whether it is right.</summary>
    public bool CopyDelete(BlobKey key, FieldSchema primaryKey)
    {
        try
        {
            var blob = deletes.Read(key);
            Decode(primaryKey, blob);
            Add("deletes", key, blob);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Writes what waits.</summary>
    public void Flush()
    {
        target.Write(sql =>
        {
            foreach (var batch in _batches)
            {
                sql.Execute("INSERT INTO batches VALUES ($0, $1, $2, $3)", batch.Collection, batch.Seq, batch.Partition, batch.Rows);
            }

            foreach (var (table, key, blob) in _waiting)
            {
                sql.Insert(
                    table,
                    table == "chunks" ? [key.Collection, key.Seq, key.Partition, key.Field] : [key.Collection, key.Seq, key.Partition],
                    blob);
            }
        });
        _batches.Clear();
        _waiting.Clear();
        _waitingBytes = 0;
    }

    /// <summary>Returns for each partition the time of its last damaged delete.</summary>
    private Dictionary<long, long> CopyDeletes(CollectionEntry collection)
    {
        var damaged = new Dictionary<long, long>();
        foreach (var key in writes.DeleteKeys.Where(key => key.Collection == collection.Id))
        {
            if (!CopyDelete(key, collection.PrimaryKey))
            {
                damaged[key.Partition] = key.Seq;
            }
        }

        return damaged;
    }

    /// <summary>Returns the reason why a batch is lost; null if it is copied.</summary>
    private string? CopyBatch(CollectionEntry collection, BatchRow batch, Dictionary<long, long> unsafeBefore)
    {
        if (batch.Seq < Math.Max(unsafeBefore.GetValueOrDefault(batch.Partition), unsafeBefore.GetValueOrDefault(RowTables.AllPartitions)))
        {
            return "a later delete or upsert is damaged, which may have removed them";
        }

        if (collection.Partitions.All(partition => partition.Id != batch.Partition))
        {
            return "their partition does not exist";
        }

        var read = new List<(long, byte[])>();
        foreach (var field in collection.Fields)
        {
            try
            {
                read.Add((field.FieldID, ReadColumn(field, batch)));
            }
            catch (InvalidDataException damage)
            {
                return $"the field {field.Name} {damage.Message}";
            }
        }

        AddBatch(batch, batch, read);
        return null;
    }

    private byte[] ReadColumn(FieldSchema field, BatchRow batch)
    {
        var blob = chunks.Read(new BlobKey(batch.Collection, batch.Seq, batch.Partition, field.FieldID));
        if (Decode(field, blob) != batch.Rows)
        {
            throw new InvalidDataException("has another number of rows");
        }

        return blob;
    }

    private static int Decode(FieldSchema field, byte[] blob)
    {
        var column = FieldColumns.Create(field);
        try
        {
            ColumnCodec.Decode(column, blob);
        }
        catch (Exception failure) when (failure is ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("has values of another type", failure);
        }

        return column.Count;
    }

    private void AddBatch(BatchRow? added, BatchRow of, IReadOnlyList<(long Field, byte[] Blob)> columns)
    {
        if (added is { } batch)
        {
            _batches.Add(batch);
        }

        foreach (var (field, blob) in columns)
        {
            Add("chunks", new BlobKey(of.Collection, of.Seq, of.Partition, field), blob);
        }

        if (_waitingBytes > TransactionBytes)
        {
            Flush();
        }
    }

    private void Add(string table, BlobKey key, byte[] blob)
    {
        _waiting.Add((table, key, blob));
        _waitingBytes += blob.Length;
    }
}
