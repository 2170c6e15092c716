using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Schema;
using Milvus.Embedded.Segments;
using Milvus.Embedded.Storage;
using Milvus.Embedded.Text.Fields;
using Milvus.Embedded.Times;
using Milvus.Protocol;

namespace Milvus.Embedded.Catalog;

/// <summary>Collections of databases.</summary>
internal sealed partial class CollectionCatalog
{
    public IReadOnlyList<CollectionEntry> ListCollections(string database)
    {
        lock (_gate)
        {
            return [.. ResolveDatabase(database).Collections.Values.OrderBy(collection => collection.Created)];
        }
    }

    /// <summary>Finds a collection by name or alias.</summary>
    /// <exception cref="MilvusError">There is no such collection.</exception>
    public CollectionEntry ResolveCollection(string database, string name) =>
        FindCollection(database, name) ?? throw MilvusError.CollectionNotFound(database, name);

    /// <summary>Finds a collection by name or alias; null if there is none.</summary>
    public CollectionEntry? FindCollection(string database, string name)
    {
        lock (_gate)
        {
            var found = ResolveDatabase(database);
            return found.Collections.GetValueOrDefault(name) ?? found.Aliases.GetValueOrDefault(name);
        }
    }

    public CollectionEntry? FindCollection(long id)
    {
        lock (_gate)
        {
            return _databases.Values.SelectMany(database => database.Collections.Values).FirstOrDefault(collection => collection.Id == id);
        }
    }

    public void CreateCollection(CreateCollectionRequest request, string databaseName, CollectionSchema schema)
    {
        SchemaChecks.Check(request.CollectionName, schema, request.ShardsNum, request.NumPartitions);
        PropertyRules.CheckNew(request.CollectionName, schema, request.Properties);
        lock (_gate)
        {
            var database = _databases.GetValueOrDefault(databaseName)
                ?? throw MilvusError.Unexpected($"database:{databaseName} not found");
            var collection = Define(request, database, schema);
            if (database.Collections.TryGetValue(collection.Name, out var existing))
            {
                if (IsTheSame(existing, collection))
                {
                    return;
                }

                throw MilvusError.Unexpected($"create duplicate collection with different parameters, collection: {collection.Name}");
            }

            if (database.Aliases.ContainsKey(collection.Name))
            {
                throw CreateNameConflict(databaseName, collection.Name, "please choose a unique name: ");
            }

            _store.Write(sql => sql.AddCollection(collection));
            database.Collections.Add(collection.Name, collection);
        }
    }

    /// <summary>
    /// Whether a collection that is created again is equal to the existing one. Milvus compares the current state of the collection, with
    /// properties and partitions that were added later.
    /// </summary>
    private static bool IsTheSame(CollectionEntry existing, CollectionEntry wanted) =>
        CollectionEntry.WithoutNotes(existing.Schema).Equals(wanted.Schema)
        && existing.Shards == wanted.Shards
        && existing.Consistency == wanted.Consistency
        && existing.Partitions.Select(partition => partition.Name).SequenceEqual(wanted.Partitions.Select(partition => partition.Name))
        && existing.Properties.Select(pair => (pair.Key, pair.Value)).ToHashSet()
            .SetEquals(wanted.Properties.Select(pair => (pair.Key, pair.Value)));

    /// <summary>Drops a collection. As in Milvus, a missing collection or database is not an error.</summary>
    public CollectionEntry? DropCollection(string databaseName, string name) => ChangeNamed(
        () => ResolveForDrop(databaseName, name),
        collection =>
        {
            _store.Write(sql => sql.RemoveCollection(collection));
            collection.Dropped = true;
            collection.Loaded = false;
            collection.Runtime.Evict();
            _databases[databaseName].Collections.Remove(name);
        });

    public void RenameCollection(string databaseName, string oldName, string newDatabaseName, string newName)
    {
        NameRules.Collection(newName);
        if (newDatabaseName == databaseName && newName == oldName)
        {
            throw MilvusError.Parameter("collection name or database name should be different");
        }

        ChangeNamed(
            () => ResolveForRename(databaseName, oldName, newDatabaseName, newName),
            collection =>
            {
                var target = ResolveDatabase(newDatabaseName);
                var now = _clock.Next();
                _store.Write(sql => sql.RenameCollection(collection, target, newName, now));
                ResolveDatabase(databaseName).Collections.Remove(oldName);
                collection.Name = newName;
                collection.Database = target;
                collection.Updated = now;
                target.Collections.Add(newName, collection);
            });
    }

    private CollectionEntry? ResolveForDrop(string databaseName, string name)
    {
        if (!_databases.TryGetValue(databaseName, out var database))
        {
            return null;
        }

        if (database.Aliases.ContainsKey(name))
        {
            throw MilvusError.Unexpected($"cannot drop the collection via alias = {name}");
        }

        if (!database.Collections.TryGetValue(name, out var collection))
        {
            return null;
        }

        if (ListAliases(databaseName, collection) is { Count: > 0 } aliases)
        {
            // As in Milvus 2.6 (revision 6a357ba). Milvus 2.3.5 drops the aliases with the collection.
            throw MilvusError.Unexpected(
                $"unable to drop the collection [{name}] because it has associated aliases [{string.Join(' ', aliases)}], "
                + "please remove all aliases before dropping the collection");
        }

        return collection;
    }

    private CollectionEntry ResolveForRename(string databaseName, string oldName, string newDatabaseName, string newName)
    {
        var target = ResolveDatabase(newDatabaseName);
        var database = ResolveDatabase(databaseName);
        if (database.Aliases.ContainsKey(oldName))
        {
            throw MilvusError.Parameter($"unsupported use an alias to rename collection, alias:{oldName}");
        }

        if (target.Aliases.ContainsKey(newName))
        {
            throw CreateNameConflict(newDatabaseName, newName);
        }

        if (target.Collections.ContainsKey(newName))
        {
            throw MilvusError.Parameter(
                $"duplicated new collection name {newDatabaseName}:{newName} with other collection name or alias");
        }

        var collection = database.Collections.GetValueOrDefault(oldName)
            ?? throw MilvusError.CollectionNotFound(databaseName, oldName);
        if (target != database && database.Aliases.ContainsValue(collection))
        {
            throw MilvusError.Parameter("fail to rename db name, must drop all aliases of this collection before rename");
        }

        return collection;
    }

    /// <summary>
    /// Changes a collection and the maps of names. The lock of the collection is taken first, because it may be held for long and every
    /// look-up takes the lock of the maps. The collection is looked up again under both locks, because names may have changed.
    /// </summary>
    private CollectionEntry? ChangeNamed(Func<CollectionEntry?> find, Action<CollectionEntry> change)
    {
        while (true)
        {
            CollectionEntry? found;
            lock (_gate)
            {
                found = find();
            }

            if (found is null)
            {
                return null;
            }

            lock (found.Gate)
            {
                lock (_gate)
                {
                    if (find() == found)
                    {
                        change(found);
                        return found;
                    }
                }
            }
        }
    }

    /// <summary>
    /// Sets or removes properties. Description, consistency level and dynamic field are sent as properties too. The visibility of rows
    /// depends on properties, so the change gets a timestamp, as a change of the schema does.
    /// </summary>
    public void AlterCollection(CollectionEntry collection, IReadOnlyList<KeyValuePair> set, IReadOnlyList<string> remove)
    {
        lock (collection.Gate)
        {
            if (collection.Dropped)
            {
                throw MilvusError.CollectionNotFound(collection.Database.Name, collection.Name);
            }

            PropertyRules.CheckChange(collection, set, remove);
            if (set.Find(PropertyRules.DynamicField) is { } dynamic)
            {
                SetDynamicField(
                    collection,
                    set,
                    PropertyRules.Flag(dynamic) ?? throw MilvusError.Parameter($"invalid dynamic schema property value: {dynamic}"));
                return;
            }

            if (set.Find("collection.description") is { } description && description != collection.Schema.Description)
            {
                Evolve(collection, schema =>
                {
                    schema.Description = description;
                    return SchemaChange.None;
                });
            }

            var consistency =
                set.Find("consistency_level") is { } level && Enum.TryParse<ConsistencyLevel>(level, ignoreCase: true, out var known)
                    ? known
                    : collection.Consistency;
            var properties = PropertyRules.ApplyChanges(
                collection.Properties,
                set.Where(pair => pair.Key is not ("collection.description" or "consistency_level")),
                remove);
            var now = _clock.Next();
            _store.Write(sql => sql.SetProperties(collection, properties, consistency, now));
            collection.Properties = properties;
            collection.Consistency = consistency;
            collection.Updated = now;
        }
    }

    /// <summary>Removes all rows. Schema, partitions and indexes stay.</summary>
    public void TruncateCollection(CollectionEntry collection)
    {
        lock (collection.Gate)
        {
            if (collection.Dropped)
            {
                throw MilvusError.CollectionNotFound(collection.Database.Name, collection.Name);
            }

            var schema = collection.NoteReadable(_clock.Next());
            _store.Write(sql =>
            {
                sql.RemoveRows(collection);
                sql.SetSchema(collection, schema, collection.Updated);
            });
            collection.Generation++;
            collection.Evolve(schema, collection.Updated);
            foreach (var partition in collection.Partitions)
            {
                partition.Clear();
            }
        }
    }

    private CollectionEntry Define(CreateCollectionRequest request, DatabaseEntry database, CollectionSchema given)
    {
        var schema = given.Clone();
        schema.DbName = "";
        CollectionEntry.RemoveNotes(schema);
        for (var i = 0; i < schema.Fields.Count; i++)
        {
            schema.Fields[i].FieldID = 100 + i;
        }

        StructFields.Number(schema);
        SchemaFunctions.Number(schema);
        var properties = KeyValues.Copy(request.Properties);
        if (properties.Find(TimeZones.Key) is null)
        {
            // A collection keeps the zone that its database has now, as in Milvus 2.6.4 and later.
            var name = database.Properties.Find(TimeZones.Key) ?? TimeZones.Default;
            properties = [.. properties, new KeyValuePair { Key = TimeZones.Key, Value = name }];
        }

        var zone = TimeZones.Resolve(properties.Find(TimeZones.Key)) ?? TimeZoneInfo.Utc;
        foreach (var field in schema.Fields)
        {
            TimeValues.StoreDefault(field, zone);
        }

        var now = _clock.Next();
        var byKey = schema.Fields.Any(field => field.IsPartitionKey);
        return new CollectionEntry(now, database, request.CollectionName, now, schema)
        {
            Updated = now,
            Shards = request.ShardsNum > 0 ? request.ShardsNum : 1,
            Consistency = request.ConsistencyLevel,
            Properties = properties,
            Partitions =
            [
                .. PartitionRules.Names(byKey, request.NumPartitions).Select(name => new PartitionEntry(_clock.Next(), name, now)),
            ],
        };
    }
}
