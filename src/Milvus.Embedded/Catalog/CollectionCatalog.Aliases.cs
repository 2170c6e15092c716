using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Schema;
using Milvus.Embedded.Storage;

namespace Milvus.Embedded.Catalog;

/// <summary>
/// Aliases: second names of collections, which can be moved to another collection. As in Milvus, an alias cannot have aliases.
/// </summary>
internal sealed partial class CollectionCatalog
{
    public void CreateAlias(string databaseName, string alias, string collectionName)
    {
        NameRules.Alias(alias);
        NameRules.Collection(collectionName);
        lock (_gate)
        {
            var database = ResolveDatabase(databaseName);
            RefuseName(database, alias);
            var collection =
                database.Collections.GetValueOrDefault(collectionName)
                ?? throw MilvusError.CollectionNotFound(databaseName, collectionName);
            if (database.Aliases.TryGetValue(alias, out var existing) && existing != collection)
            {
                throw new MilvusError(
                    1602,
                    $"{alias} is alias to another collection: {existing.Name}: alias already exist[database={databaseName}][alias={alias}]"
                );
            }

            _store.Write(sql => sql.SetAlias(database, alias, collection));
            database.Aliases[alias] = collection;
        }
    }

    public void AlterAlias(string databaseName, string alias, string collectionName)
    {
        NameRules.Alias(alias);
        NameRules.Collection(collectionName);
        lock (_gate)
        {
            var database = ResolveDatabase(databaseName);
            RefuseName(database, alias);
            var collection = database.Collections.GetValueOrDefault(collectionName)
                ?? throw new MilvusError(MilvusError.CollectionNotFoundCode, $"collection not found[collection={collectionName}]");
            if (!database.Aliases.ContainsKey(alias))
            {
                throw CreateAliasNotFound(databaseName, alias);
            }

            _store.Write(sql => sql.SetAlias(database, alias, collection));
            database.Aliases[alias] = collection;
        }
    }

    /// <summary>Drops an alias. As in Milvus, a missing alias is not an error.</summary>
    public void DropAlias(string databaseName, string alias)
    {
        lock (_gate)
        {
            var database = ResolveDatabase(databaseName);
            if (database.Aliases.ContainsKey(alias))
            {
                _store.Write(sql => sql.RemoveAlias(database, alias));
                database.Aliases.Remove(alias);
            }
        }
    }

    /// <summary>The collection of an alias.</summary>
    public CollectionEntry ResolveAlias(string databaseName, string alias)
    {
        lock (_gate)
        {
            return ResolveDatabase(databaseName).Aliases.GetValueOrDefault(alias) ?? throw CreateAliasNotFound(databaseName, alias);
        }
    }

    /// <summary>The aliases of a collection, or of all collections in a database.</summary>
    public IReadOnlyList<string> ListAliases(string databaseName, CollectionEntry? collection)
    {
        lock (_gate)
        {
            return [.. ResolveDatabase(databaseName).Aliases
                .Where(alias => collection is null || alias.Value == collection)
                .Select(alias => alias.Key)
                .Order(StringComparer.Ordinal)];
        }
    }

    public string? Resolve(string database, string name)
    {
        lock (_gate)
        {
            return _databases.ContainsKey(database) ? FindCollection(database, name)?.Name : null;
        }
    }

    /// <summary>Throws if a collection has the name of the alias.</summary>
    private static void RefuseName(DatabaseEntry database, string alias)
    {
        if (database.Collections.ContainsKey(alias))
        {
            throw CreateNameConflict(database.Name, alias);
        }
    }

    private static MilvusError CreateNameConflict(string database, string alias, string advice = "") =>
        new(1601, $"{advice}alias and collection name conflict[database={database}][alias={alias}]");

    private static MilvusError CreateAliasNotFound(string database, string alias) =>
        new(MilvusError.AliasNotFoundCode, $"alias not found[database={database}][alias={alias}]");
}
