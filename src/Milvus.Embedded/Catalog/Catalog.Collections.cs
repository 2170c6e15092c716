using Milvus.Embedded.Service;
using Milvus.Embedded.Storage;
using Milvus.Embedded.Structs;
using Milvus.Embedded.Text.Fields;
using Milvus.Embedded.Times;
using Milvus.Protocol;

namespace Milvus.Embedded.Catalog;

/// <summary>Collections and aliases.</summary>
internal sealed partial class Catalog
{
    public IReadOnlyList<CollectionEntry> Collections(string database)
    {
        lock (_gate)
        {
            return [.. Database(database).Collections.Values.OrderBy(collection => collection.Created)];
        }
    }

    /// <summary>By name or alias.</summary>
    public CollectionEntry Collection(string database, string name) =>
        FindCollection(database, name) ?? throw MilvusError.CollectionNotFound(database, name);

    /// <summary>By name or alias, or null.</summary>
    public CollectionEntry? FindCollection(string database, string name)
    {
        lock (_gate)
        {
            var found = Database(database);
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
        lock (_gate)
        {
            var database = _databases.GetValueOrDefault(databaseName)
                ?? throw MilvusError.Unexpected($"database:{databaseName} not found");
            var collection = Define(request, database, schema);
            if (database.Collections.TryGetValue(collection.Name, out var existing))
            {
                if (existing.Schema.Equals(collection.Schema) && existing.Shards == collection.Shards)
                {
                    return;
                }
                throw MilvusError.Unexpected($"create duplicate collection with different parameters, collection: {collection.Name}");
            }
            if (database.Aliases.ContainsKey(collection.Name))
            {
                throw MilvusError.Unexpected($"cannot create collection with the name of an existing alias: {collection.Name}");
            }
            _store.Write(sql => sql.AddCollection(collection));
            database.Collections.Add(collection.Name, collection);
        }
    }

    /// <summary>A missing collection is no error, as on Milvus.</summary>
    public CollectionEntry? DropCollection(string databaseName, string name)
    {
        lock (_gate)
        {
            var database = Database(databaseName);
            if (database.Aliases.ContainsKey(name))
            {
                throw MilvusError.Unexpected($"cannot drop the collection via alias = {name}");
            }
            if (!database.Collections.TryGetValue(name, out var collection))
            {
                return null;
            }
            lock (collection.Gate)
            {
                _store.Write(sql => sql.RemoveCollection(collection));
                collection.Dropped = true;
                collection.Loaded = false;
                collection.Runtime.Evict();
            }
            database.Collections.Remove(name);
            foreach (var alias in database.Aliases.Where(alias => alias.Value == collection).Select(alias => alias.Key).ToArray())
            {
                database.Aliases.Remove(alias);
            }
            return collection;
        }
    }

    public void RenameCollection(string databaseName, string oldName, string newDatabaseName, string newName)
    {
        NameRules.Collection(newName);
        lock (_gate)
        {
            var target = Database(newDatabaseName);
            var database = Database(databaseName);
            var collection = database.Collections.GetValueOrDefault(oldName)
                ?? throw MilvusError.CollectionNotFound(databaseName, oldName);
            if (target.Collections.ContainsKey(newName) || target.Aliases.ContainsKey(newName))
            {
                throw MilvusError.Unexpected($"duplicated new collection name {newName} in database {newDatabaseName} with other collection name or alias");
            }
            if (target != database && database.Aliases.ContainsValue(collection))
            {
                throw MilvusError.Unexpected("fail to rename db name, must drop all aliases of this collection before rename");
            }
            lock (collection.Gate)
            {
                var now = _clock.Next();
                _store.Write(sql => sql.RenameCollection(collection, target, newName, now));
                database.Collections.Remove(oldName);
                collection.Name = newName;
                collection.Database = target;
                collection.Updated = now;
                target.Collections.Add(newName, collection);
            }
        }
    }

    /// <summary>Sets or removes properties. What rows may be seen depends on them, so the change has a timestamp like one of the schema.</summary>
    public void AlterCollection(CollectionEntry collection, IEnumerable<KeyValuePair> set, IEnumerable<string> remove)
    {
        PropertyRules.CheckCollection(set);
        lock (collection.Gate)
        {
            if (collection.Dropped)
            {
                throw MilvusError.CollectionNotFound(collection.Database.Name, collection.Name);
            }
            var properties = PropertyRules.Change(collection.Properties, set, remove);
            var now = _clock.Next();
            _store.Write(sql => sql.SetProperties(collection, properties, now));
            collection.Properties = properties;
            collection.Updated = now;
        }
    }

    /// <summary>Removes all rows; schema, partitions and indexes stay.</summary>
    public void TruncateCollection(CollectionEntry collection)
    {
        lock (collection.Gate)
        {
            if (collection.Dropped)
            {
                throw MilvusError.CollectionNotFound(collection.Database.Name, collection.Name);
            }
            _store.Write(sql => sql.RemoveRows(collection));
            collection.Generation++;
            collection.Runtime.Evict();
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
        var zone = TimeZones.Named(request.Properties.Find(TimeZones.Key)) ?? TimeZones.OfDatabase(database);
        foreach (var field in schema.Fields)
        {
            TimeValues.KeepDefault(field, zone);
        }
        var now = _clock.Next();
        var byKey = schema.Fields.Any(field => field.IsPartitionKey);
        return new CollectionEntry(now, database, request.CollectionName, now, schema)
        {
            Updated = now,
            Shards = request.ShardsNum > 0 ? request.ShardsNum : 1,
            Consistency = request.ConsistencyLevel,
            Properties = KeyValues.Copy(request.Properties),
            Partitions = [.. PartitionRules.Names(byKey, request.NumPartitions).Select(name => new PartitionEntry(_clock.Next(), name, now))],
        };
    }
}
