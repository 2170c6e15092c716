using Milvus.Embedded.Access;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Schema;
using Milvus.Embedded.Storage;

namespace Milvus.Embedded.Catalog;

/// <summary>
/// The databases with their collections and aliases. A change is written to the file first and then to memory, both under one lock, so that
/// memory and file are equal.
/// </summary>
internal sealed partial class CollectionCatalog : ICollectionNames
{
    private readonly object _gate = new();
    private readonly Dictionary<string, DatabaseEntry> _databases = new(StringComparer.Ordinal);
    private readonly Store _store;
    private readonly HybridClock _clock;

    public CollectionCatalog(Store store, HybridClock clock)
    {
        _store = store;
        _clock = clock;
        foreach (var database in store.Read(sql => sql.ReadCatalog(clock.Time)))
        {
            _databases.Add(database.Name, database);
        }

        if (!_databases.ContainsKey(DatabaseEntry.DefaultName))
        {
            AddDatabase(DatabaseEntry.DefaultName, []);
        }
    }

    public IReadOnlyList<DatabaseEntry> ListDatabases()
    {
        lock (_gate)
        {
            return [.. _databases.Values.OrderBy(database => database.Created)];
        }
    }

    public DatabaseEntry ResolveDatabase(string name)
    {
        lock (_gate)
        {
            return _databases.GetValueOrDefault(name) ?? throw MilvusError.DatabaseNotFound(name);
        }
    }

    public void CreateDatabase(string name, IReadOnlyList<KeyValuePair> properties)
    {
        NameRules.Database(name);
        lock (_gate)
        {
            if (_databases.ContainsKey(name))
            {
                throw MilvusError.Parameter($"database already exist: {name}");
            }

            AddDatabase(name, properties);
        }
    }

    /// <summary>Drops a database. As in Milvus, a missing database is not an error.</summary>
    public void DropDatabase(string name)
    {
        NameRules.Database(name);
        lock (_gate)
        {
            if (name == DatabaseEntry.DefaultName)
            {
                throw MilvusError.Parameter("can not drop default database");
            }

            if (!_databases.TryGetValue(name, out var database))
            {
                return;
            }

            if (database.Collections.Count > 0)
            {
                throw MilvusError.Parameter($"database:{name} not empty, must drop all collections before drop database");
            }

            _store.Write(sql => sql.RemoveDatabase(database));
            _databases.Remove(name);
        }
    }

    public void AlterDatabase(string name, IEnumerable<KeyValuePair> set, IEnumerable<string> remove)
    {
        lock (_gate)
        {
            PropertyRules.CheckDatabase(set, remove);
            var database =
                _databases.GetValueOrDefault(name)
                ?? throw new MilvusError(
                    MilvusError.DatabaseNotFoundCode,
                    $"failed to get database by name: database not found[database={name}]");
            var properties = PropertyRules.ApplyChanges(database.Properties, set, remove);
            _store.Write(sql => sql.SetProperties(database, properties));
            database.Properties = properties;
        }
    }

    private void AddDatabase(string name, IReadOnlyList<KeyValuePair> properties)
    {
        var now = _clock.Next();
        var database = new DatabaseEntry(now, name, now, properties, _clock.Time);
        _store.Write(sql => sql.AddDatabase(database));
        _databases.Add(name, database);
    }
}
