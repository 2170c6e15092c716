namespace Milvus;

/// <summary>A server job that copies a snapshot to another location.</summary>
public sealed class SnapshotExport : MilvusObject
{
    /// <summary>The server's id of the job.</summary>
    public long JobId { get; set; }

    /// <summary>The snapshot.</summary>
    public string Snapshot { get; set; } = string.Empty;

    /// <summary>The collection.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>Pending, Executing, Completed, Failed, None, or the number of a state that this version does not define.</summary>
    public string State { get; set; } = string.Empty;

    /// <summary>The progress in percent.</summary>
    public int Progress { get; set; }

    /// <summary>Why it failed; empty otherwise.</summary>
    public string Reason { get; set; } = string.Empty;

    /// <summary>The start time in UTC; null if the server does not report it.</summary>
    public DateTime? Started { get; set; }

    /// <summary>The duration so far; null if the server does not report it.</summary>
    public TimeSpan? Elapsed { get; set; }

    /// <summary>The number of files to copy.</summary>
    public long TotalFiles { get; set; }

    /// <summary>The number of copied files.</summary>
    public long CopiedFiles { get; set; }

    /// <summary>The number of bytes to copy.</summary>
    public long TotalBytes { get; set; }

    /// <summary>The location of the copy's description, for Restore-MilvusSnapshot -MetadataUri. Empty until it is done.</summary>
    public string MetadataUri { get; set; } = string.Empty;

    /// <summary>The job with this id, as text in a pipeline is read. Only the id is set.</summary>
    public static explicit operator SnapshotExport(string id) => new()
    {
        JobId = long.Parse(id, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture),
        IsName = true,
    };

    /// <summary>The id.</summary>
    public override string ToString() => JobId.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
