namespace Milvus;

/// <summary>Something that is wrong with a backup.</summary>
public sealed class BackupFinding : MilvusObject
{
    /// <summary>The file, relative to the folder of the backup.</summary>
    public string File { get; set; } = string.Empty;

    /// <summary>The collection that cannot be restored because of it; empty if it concerns the whole backup.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>
    /// Manifest, Incomplete, Version, Missing, Size, Checksum, Unreadable, RowCount or Digest: the first check that failed.
    /// </summary>
    public string Problem { get; set; } = string.Empty;

    /// <summary>The problem in words.</summary>
    public string Message { get; set; } = string.Empty;

    /// <summary>File and problem.</summary>
    public override string ToString() => $"{File}: {Message}";
}
