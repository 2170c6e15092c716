namespace Milvus.Backups;

/// <summary>A file of a backup.</summary>
internal class ManifestFile
{
    /// <summary>Its path in the backup, with / between the names.</summary>
    public string File { get; init; } = string.Empty;

    public long Bytes { get; init; }

    /// <summary>The SHA-256 of its bytes.</summary>
    public string Sha256 { get; init; } = string.Empty;
}
