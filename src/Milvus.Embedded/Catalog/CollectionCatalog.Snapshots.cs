using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Schema;
using Milvus.Embedded.Storage;

namespace Milvus.Embedded.Catalog;

/// <summary>Snapshots of collections, and collections restored from them. Each operation is one transaction.</summary>
internal sealed partial class CollectionCatalog
{
    public void CreateSnapshot(CollectionEntry collection, string name, string description)
    {
        lock (collection.Gate)
        {
            if (collection.Dropped)
            {
                throw MilvusError.CollectionNotFound(collection.Database.Name, collection.Name);
            }

            var now = _clock.Next();
            var snapshot = new CollectionSnapshot(
                now,
                collection.Id,
                name,
                description,
                now,
                collection.Shards,
                collection.Consistency,
                collection.Schema,
                collection.Properties,
                [.. collection.Partitions.Select(partition => new SnapshotPartition(partition.Id, partition.Name))],
                [.. collection.Indexes.Select(index => new SnapshotIndex(index.Field.FieldID, index.Name, IndexParameters.Write(index)))]);
            _store.Write(sql =>
            {
                if (sql.ListSnapshots(collection).Any(other => other.Name == name))
                {
                    throw MilvusError.Parameter($"snapshot name {name} already exists");
                }

                sql.AddSnapshot(snapshot);
            });
        }
    }

    /// <summary>Drops a snapshot that is not pinned. As in Milvus, a missing snapshot is not an error.</summary>
    public void DropSnapshot(CollectionEntry collection, string name) => _store.Write(sql =>
    {
        if (sql.ListSnapshots(collection).FirstOrDefault(other => other.Name == name) is not { } snapshot)
        {
            return;
        }

        if (sql.IsPinned(snapshot.Id, NowInMilliseconds))
        {
            throw MilvusError.Unexpected($"snapshot is pinned[snapshot={name}]");
        }

        sql.RemoveSnapshot(snapshot.Id);
    });

    public IReadOnlyList<CollectionSnapshot> ListSnapshots(CollectionEntry collection) => _store.Read(sql => sql.ListSnapshots(collection));

    public CollectionSnapshot ResolveSnapshot(CollectionEntry collection, string name) =>
        ListSnapshots(collection).FirstOrDefault(snapshot => snapshot.Name == name) ?? throw SnapshotRules.NotFound(name);

    /// <summary>
    /// Restores a snapshot as a new collection with its rows, partitions, properties and indexes. The collection is not loaded.
    /// </summary>
    public (CollectionEntry Restored, RestoreJob Job) RestoreSnapshot(
        CollectionEntry collection,
        string name,
        string targetDatabase,
        string targetName)
    {
        NameRules.Collection(targetName);
        lock (_gate)
        {
            var database = ResolveDatabase(targetDatabase);
            if (database.Collections.ContainsKey(targetName) || database.Aliases.ContainsKey(targetName))
            {
                throw MilvusError.Unexpected(
                    $"failed to restore collection: create duplicate collection with different parameters, collection: {targetName}");
            }

            var began = _clock.Time.GetTimestamp();
            CollectionEntry? restored = null;
            RestoreJob? job = null;
            _store.Write(sql =>
            {
                var snapshot =
                    sql.ListSnapshots(collection).FirstOrDefault(other => other.Name == name) ?? throw SnapshotRules.NotFound(name);
                var now = _clock.Next();
                // The ids ascend as those of the old partitions do, so that the rows keep their order.
                var partitions = snapshot.Partitions.ToDictionary(
                    partition => partition.Id,
                    partition => new PartitionEntry(_clock.Next(), partition.Name, now));
                restored = new CollectionEntry(now, database, targetName, now, snapshot.Schema)
                {
                    Updated = now,
                    Shards = snapshot.Shards,
                    Consistency = snapshot.Consistency,
                    Properties = snapshot.Properties,
                    Partitions = [.. snapshot.Partitions.Select(partition => partitions[partition.Id])],
                };
                restored.Indexes = [.. snapshot.Indexes.Select(index => IndexParameters.Read(_clock.Next(),
                    restored.Fields.Single(field => field.FieldID == index.Field), index.Name, index.Parameters, now))];
                sql.AddCollection(restored);
                foreach (var index in restored.Indexes)
                {
                    sql.AddIndex(restored, index);
                }

                sql.CopyRows(snapshot, restored, partitions);
                job = new RestoreJob(
                    _clock.Next(),
                    name,
                    restored.Id,
                    HybridClock.Milliseconds(now),
                    Math.Max(1, (long)_clock.Time.GetElapsedTime(began).TotalMilliseconds));
                sql.AddRestore(job);
            });
            foreach (var batch in _store.Read(sql => RowTables.ListBatches(sql, restored!)))
            {
                restored!.Partitions.Single(partition => partition.Id == batch.Partition).AddRows(batch.Rows);
            }

            database.Collections.Add(targetName, restored!);
            return (restored!, job!);
        }
    }

    /// <summary>The restores whose collection still exists.</summary>
    public IReadOnlyList<(RestoreJob Job, CollectionEntry Collection)> ListRestores() =>
        [
            .. _store
                .Read(sql => sql.ListRestores())
                .Select(job => (job, FindCollection(job.Collection)!))
                .Where(restore => restore.Item2 is not null),
        ];

    /// <summary>Pins a snapshot for a number of seconds, so that it cannot be dropped; 0 pins it until it is unpinned.</summary>
    public long PinSnapshot(CollectionEntry collection, string name, long seconds)
    {
        var pin = _clock.Next();
        _store.Write(sql =>
        {
            var snapshot = sql.ListSnapshots(collection).FirstOrDefault(other => other.Name == name) ?? throw SnapshotRules.NotFound(name);
            sql.AddPin(pin, snapshot.Id, seconds == 0 ? 0 : NowInMilliseconds + seconds * 1000);
        });
        return pin;
    }

    public void UnpinSnapshot(long pin) => _store.Write(sql => sql.RemovePin(pin));

    private long NowInMilliseconds => _clock.Time.GetUtcNow().ToUnixTimeMilliseconds();
}
