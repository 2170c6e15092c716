using Milvus.Embedded.Service;
using Milvus.Embedded.Storage;

namespace Milvus.Embedded.Catalog;

/// <summary>Aliases: a second name that can be pointed at another collection.</summary>
internal sealed partial class Catalog
{
    public void CreateAlias(string databaseName, string alias, string collectionName)
    {
        NameRules.Alias(alias);
        lock (_gate)
        {
            var database = Database(databaseName);
            var collection = Target(database, collectionName);
            if (database.Collections.ContainsKey(alias))
            {
                throw new MilvusError(1601, $"collection name [{alias}] conflicts with an existing alias, please choose a unique name");
            }
            if (database.Aliases.TryGetValue(alias, out var existing) && existing != collection)
            {
                throw new MilvusError(1602, $"{alias} is alias to another collection: {existing.Name}: alias already exist[database={databaseName}][alias={alias}]");
            }
            _store.Write(sql => sql.SetAlias(database, alias, collection));
            database.Aliases[alias] = collection;
        }
    }

    public void AlterAlias(string databaseName, string alias, string collectionName)
    {
        lock (_gate)
        {
            var database = Database(databaseName);
            var collection = Target(database, collectionName);
            if (!database.Aliases.ContainsKey(alias))
            {
                throw AliasNotFound(databaseName, alias);
            }
            _store.Write(sql => sql.SetAlias(database, alias, collection));
            database.Aliases[alias] = collection;
        }
    }

    /// <summary>A missing alias is no error, as on Milvus.</summary>
    public void DropAlias(string databaseName, string alias)
    {
        lock (_gate)
        {
            var database = Database(databaseName);
            if (database.Aliases.ContainsKey(alias))
            {
                _store.Write(sql => sql.RemoveAlias(database, alias));
                database.Aliases.Remove(alias);
            }
        }
    }

    /// <summary>The collection an alias points to.</summary>
    public CollectionEntry AliasTarget(string databaseName, string alias)
    {
        lock (_gate)
        {
            return Database(databaseName).Aliases.GetValueOrDefault(alias) ?? throw AliasNotFound(databaseName, alias);
        }
    }

    /// <summary>The aliases of a collection, or all of a database.</summary>
    public IReadOnlyList<string> Aliases(string databaseName, CollectionEntry? collection)
    {
        lock (_gate)
        {
            return [.. Database(databaseName).Aliases
                .Where(alias => collection is null || alias.Value == collection)
                .Select(alias => alias.Key)
                .Order(StringComparer.Ordinal)];
        }
    }

    private static CollectionEntry Target(DatabaseEntry database, string name) =>
        database.Collections.GetValueOrDefault(name) ?? throw MilvusError.CollectionNotFound(database.Name, name);

    private static MilvusError AliasNotFound(string database, string alias) =>
        new(MilvusError.AliasNotFoundCode, $"alias not found[database={database}][alias={alias}]");
}
