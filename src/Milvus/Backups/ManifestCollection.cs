namespace Milvus.Backups;

/// <summary>A collection of a backup.</summary>
internal sealed class ManifestCollection
{
    public string Name { get; init; } = string.Empty;

    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Loaded or NotLoad, as the server reported it; null if it did not.</summary>
    public string? LoadState { get; init; }

    /// <summary>The number of rows of all parts.</summary>
    public long Rows { get; init; }

    /// <summary>The digest of the keys of all rows, in any order.</summary>
    public string KeyDigest { get; init; } = string.Empty;

    /// <summary>The digest of all rows with all stored values, in any order.</summary>
    public string RowDigest { get; init; } = string.Empty;

    /// <summary>Fields, functions, settings, properties, partitions and indexes, as a schema file.</summary>
    public ManifestFile Schema { get; init; } = new();

    public IReadOnlyList<ManifestPart> Parts { get; init; } = [];
}
