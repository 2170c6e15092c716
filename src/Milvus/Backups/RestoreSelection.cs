using System.Collections;
using System.Management.Automation;
using Milvus.Core.Calls;
using Milvus.Values;

namespace Milvus.Backups;

/// <summary>Chooses the collections of a backup, and the names under which they are restored.</summary>
internal sealed class RestoreSelection(string folder, BackupManifest manifest)
{
    private HashSet<string>? _chosen;

    /// <summary>The databases to restore from; null for all.</summary>
    internal string? Database { get; init; }

    /// <summary>The collections, with wildcards; null for all.</summary>
    internal IReadOnlyList<string>? Collections { get; init; }

    /// <summary>The collections that are left out, with wildcards; null for none.</summary>
    internal IReadOnlyList<string>? Excluded { get; init; }

    /// <summary>The database to restore to; null for the one of the backup.</summary>
    internal string? TargetDatabase { get; init; }

    /// <summary>New names by old names, as collection or database/collection.</summary>
    internal IDictionary Rename { get; init; } = new Hashtable();

    /// <exception cref="MilvusException">
    /// A name is not in the backup, two collections would get the same name, or a file of a collection is missing.
    /// </exception>
    internal IReadOnlyList<RestoreItem> Choose(CallContext call)
    {
        var databases = manifest.Databases.Where(database => Database is null || database.Name == Database).ToList();
        if (databases.Count == 0 && Database is not null)
        {
            throw new MilvusException(MilvusErrorId.DatabaseNotFound, $"The backup '{folder}' has no database {Database}.")
            {
                RecommendedAction = $"Its databases are {string.Join(", ", manifest.Databases.Select(database => database.Name))}. "
                    + "-Database chooses one of the backup; -TargetDatabase is the one to restore to.",
            };
        }

        CheckNames(databases);
        var sources = databases.Where(database => (Collections is null && Excluded is null) || Find(database).Any()).ToList();
        if (TargetDatabase is not null && sources.Count > 1)
        {
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"-TargetDatabase is for one database, but the collections are in {string.Join(", ", sources.Select(one => one.Name))}.")
            {
                RecommendedAction = "Choose one with -Database.",
            };
        }

        var renames = ReadRenames(databases);
        new BackupCheck(folder, manifest).RequireFiles(databases.SelectMany(Find));
        var items = databases
            .SelectMany(database => Find(database)
                .Select(collection => CreateItem(database, collection, renames, call)))
            .ToList();
        var twice = items.GroupBy(item => item.Place, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? items : throw new MilvusException(
            MilvusErrorId.InvalidArgument, $"Two collections would be restored as {twice.Key}: use another name in -Rename.");
    }

    /// <summary>The databases of the chosen collections, and their names on the server. A whole restore includes empty ones.</summary>
    internal IReadOnlyList<(ManifestDatabase Database, string Target)> ChooseDatabases(IReadOnlyList<RestoreItem> items) =>
    [
        .. manifest.Databases
            .Where(database => Database is null || database.Name == Database)
            .Where(database => Collections is null || items.Any(item => item.SourceDatabase == database.Name))
            .Select(database => (database, TargetDatabase ?? database.Name)),
    ];

    private RestoreItem CreateItem(
        ManifestDatabase database, ManifestCollection collection, Dictionary<string, string> renames, CallContext call)
    {
        var blueprint = BackupSchema.Read(folder, collection);
        var name = renames.GetValueOrDefault($"{database.Name}/{collection.Name}") ?? collection.Name;
        var target = TargetDatabase ?? database.Name;
        return new RestoreItem(
            collection,
            database.Name,
            target,
            name == collection.Name ? blueprint : blueprint.Rename(name),
            call.ForDatabase(target));
    }

    // An exact name in any database means only collections of that name.
    private HashSet<string> ChooseNames()
    {
        var all = manifest.Databases.SelectMany(database => database.Collections).Select(collection => collection.Name).Distinct().ToList();
        return [.. Collections is null ? all : Collections.SelectMany(name => NamePatterns.Match(all, name, known => known))];
    }

    private IEnumerable<ManifestCollection> Find(ManifestDatabase database) => database.Collections.Where(collection =>
        (_chosen ??= ChooseNames()).Contains(collection.Name) && !NamePatterns.Has(Excluded, database.Name, collection.Name));

    // A misspelt name must not restore less than expected.
    private void CheckNames(List<ManifestDatabase> databases)
    {
        var known = databases.SelectMany(database => database.Collections).Select(collection => collection.Name).ToList();
        if (Collections?.FirstOrDefault(name => !NamePatterns.Match(known, name, one => one).Any()) is { } missing)
        {
            throw new MilvusException(
                MilvusErrorId.CollectionNotFound,
                WildcardPattern.ContainsWildcardCharacters(missing)
                    ? $"The backup '{folder}' has no collection that matches {missing}."
                    : $"The backup '{folder}' has no collection {missing}.")
            {
                RecommendedAction = known.Count == 0
                    ? "The backup has no collections."
                    : $"Its collections are {string.Join(", ", known.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}.",
            };
        }
    }

    private Dictionary<string, string> ReadRenames(List<ManifestDatabase> databases)
    {
        var known = databases
            .SelectMany(database => Find(database).Select(collection => $"{database.Name}/{collection.Name}"))
            .ToList();
        var renames = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in Rename)
        {
            var (old, name) = (entry.Key.ToString()!, entry.Value?.ToString() ?? string.Empty);
            var place = FindRenamed(known, old);
            if (name.Length == 0 || !renames.TryAdd(place, name))
            {
                throw new MilvusException(
                    MilvusErrorId.InvalidArgument,
                    name.Length == 0 ? $"-Rename has no new name for '{old}'." : $"-Rename has two new names for {place}.");
            }
        }

        return renames;
    }

    // As with -Collection, the case of letters only matters if two names differ in nothing else.
    private static string FindRenamed(List<string> known, string old)
    {
        var found = known.Where(place => IsNamed(place, old, StringComparison.Ordinal)).ToList();
        if (found.Count == 0)
        {
            found = [.. known.Where(place => IsNamed(place, old, StringComparison.OrdinalIgnoreCase))];
        }

        return found.Count == 1 ? found[0] : throw new MilvusException(
            MilvusErrorId.InvalidArgument,
            found.Count == 0
                ? $"-Rename has '{old}', which is not a collection to be restored: nothing was restored."
                : $"-Rename has '{old}', which can be {string.Join(" or ", found)}: nothing was restored.")
        {
            RecommendedAction = found.Count == 0
                ? $"The collections are {string.Join(", ", known)}."
                : "Use database/collection, with the exact letters.",
        };
    }

    private static bool IsNamed(string place, string name, StringComparison comparison) =>
        place.Equals(name, comparison) || place[(place.IndexOf('/') + 1)..].Equals(name, comparison);
}
