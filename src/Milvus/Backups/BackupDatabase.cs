namespace Milvus.Backups;

/// <summary>A database that is going to be backed up.</summary>
internal sealed record BackupDatabase(
    string Name,
    IReadOnlyDictionary<string, string> Properties,
    IReadOnlyList<BackupCollection> Collections);
