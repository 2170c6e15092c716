namespace Milvus.Backups;

/// <summary>A database of a backup.</summary>
internal sealed class ManifestDatabase
{
    public string Name { get; init; } = string.Empty;

    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<ManifestCollection> Collections { get; init; } = [];
}
