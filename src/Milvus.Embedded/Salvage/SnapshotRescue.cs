using Milvus.Embedded.Records;
using Milvus.Embedded.Storage;
using Milvus.Protocol;

namespace Milvus.Embedded.Salvage;

/// <summary>Copies the snapshots whose rows and deletes are all right.</summary>
internal sealed class SnapshotRescue(TableReader tables, WriteList writes, RowRescue rescue, Store target)
{
    private const string Snapshots = "snapshots";
    private const string Batches = "snapshot_batches";
    private const string Pins = "snapshot_pins";

    /// <summary>The blobs and, with field 0, the batches that were copied for an earlier snapshot.</summary>
    private readonly HashSet<BlobKey> _copied = [];

    /// <summary>Copies the snapshots. Returns what is lost.</summary>
    public List<RepairFinding> Copy(IReadOnlyList<CollectionEntry> collections)
    {
        if (tables.Find(Snapshots) is not { } snapshots || tables.Find(Batches) is not { } listed || tables.Find(Pins) is not { } pins
            || !writes.IsOfBatchesProven || !writes.IsOfDeletesProven)
        {
            return tables.Find(Snapshots) is []
                ? []
                : [new RepairFinding(RepairFinding.Table, "", Snapshots, null, null, "a table is damaged; lost: all snapshots")];
        }

        var lost = new List<RepairFinding>();
        foreach (var snapshot in snapshots)
        {
            var id = (long)snapshot[0]!;
            var collection = collections.Single(one => one.Id == (long)snapshot[1]!);
            if (FindDamage(snapshot, collection, listed) is { } reason)
            {
                lost.Add(new RepairFinding(
                    RepairFinding.Snapshot, collection.Database.Name, $"{collection.Name}/{snapshot[2]}", null, null, reason));
                continue;
            }

            target.Write(sql =>
            {
                CatalogRescue.Insert(sql, tables, Snapshots, [snapshot]);
                CatalogRescue.Insert(sql, tables, Batches, listed.Where(row => (long)row[3]! == id));
                CatalogRescue.Insert(sql, tables, Pins, pins.Where(row => (long)row[1]! == id));
            });
        }

        return lost;
    }

    private string? FindDamage(object?[] snapshot, CollectionEntry collection, object?[][] listed)
    {
        var id = (long)snapshot[0]!;
        var schema = CollectionSchema.Parser.ParseFrom((byte[])snapshot[7]!);
        var state = new CollectionEntry(id, collection.Database, collection.Name, id, schema);
        var all = writes.BatchRows.ToDictionary(row => new BlobKey(row.Collection, row.Seq, row.Partition, 0));
        foreach (var row in listed.Where(row => (long)row[3]! == id))
        {
            var key = new BlobKey((long)row[0]!, (long)row[1]!, (long)row[2]!, 0);
            if (!all.TryGetValue(key, out var batch) || rescue.Lost.ContainsKey(key) || !Keep(state, collection, batch))
            {
                return "some of its rows are lost";
            }
        }

        foreach (var key in writes.DeleteKeys.Where(key => key.Collection == id))
        {
            if (!rescue.CopyDelete(key, state.PrimaryKey))
            {
                return "some of its deletes are damaged";
            }
        }

        rescue.Flush();
        return null;
    }

    /// <summary>Copies what only snapshots have of a batch: its rows, or those of fields that the collection has dropped.</summary>
    private bool Keep(CollectionEntry state, CollectionEntry collection, BatchRow batch)
    {
        var key = new BlobKey(batch.Collection, batch.Seq, batch.Partition, 0);
        var isRemoved = batch.Collection < 0;
        var fields = state.Fields
            .Where(field => isRemoved || collection.Fields.All(present => present.FieldID != field.FieldID))
            .Where(field => !_copied.Contains(key with { Field = field.FieldID }))
            .ToList();
        if (!rescue.CopyKept(fields, batch, withBatch: isRemoved && !_copied.Contains(key)))
        {
            return false;
        }

        _copied.UnionWith(fields.Select(field => key with { Field = field.FieldID }));
        _copied.Add(key);
        return true;
    }
}
