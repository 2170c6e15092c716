namespace Milvus.Backups;

/// <summary>The content of manifest.json: everything in a backup besides the rows, and the digests of all its files.</summary>
internal sealed class BackupManifest
{
    /// <summary>The kind of the file.</summary>
    public string Format { get; init; } = string.Empty;

    /// <summary>The version of that kind.</summary>
    public int Version { get; init; }

    /// <summary>The time of the first read, in UTC.</summary>
    public DateTime Started { get; init; }

    /// <summary>The time of the last read, in UTC.</summary>
    public DateTime Finished { get; init; }

    /// <summary>The server that the backup comes from.</summary>
    public ManifestServer Server { get; init; } = new();

    /// <summary>The users, roles, grants and privilege groups; null if the backup does not have them.</summary>
    public ManifestFile? Rbac { get; init; }

    /// <summary>The databases.</summary>
    public IReadOnlyList<ManifestDatabase> Databases { get; init; } = [];

    /// <summary>All files, with the database and collection that each belongs to.</summary>
    internal IEnumerable<(ManifestDatabase? Database, ManifestCollection? Collection, ManifestFile File)> Files()
    {
        if (Rbac is not null)
        {
            yield return (null, null, Rbac);
        }

        foreach (var database in Databases)
        {
            foreach (var collection in database.Collections)
            {
                yield return (database, collection, collection.Schema);
                foreach (var part in collection.Parts)
                {
                    yield return (database, collection, part);
                }
            }
        }
    }
}
