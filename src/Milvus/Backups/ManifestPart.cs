namespace Milvus.Backups;

/// <summary>A Parquet file with rows of one partition, in key order.</summary>
internal sealed class ManifestPart : ManifestFile
{
    /// <summary>The partition; null if the server chooses the partition by a key.</summary>
    public string? Partition { get; init; }

    public long Rows { get; init; }

    /// <summary>The key of the last row; null for a part without rows.</summary>
    public string? LastKey { get; init; }

    public string KeyDigest { get; init; } = string.Empty;

    public string RowDigest { get; init; } = string.Empty;
}
