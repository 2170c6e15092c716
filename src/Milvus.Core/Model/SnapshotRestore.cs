namespace Milvus;

/// <summary>A job of the server that restores a snapshot into a collection.</summary>
public sealed class SnapshotRestore : MilvusObject
{
    /// <summary>The server's id of the job.</summary>
    public long JobId { get; set; }

    /// <summary>The snapshot; empty when it came from outside.</summary>
    public string Snapshot { get; set; } = string.Empty;

    /// <summary>The collection that is made.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>Pending, Executing, Completed, Failed, None, or a number that only newer servers know.</summary>
    public string State { get; set; } = string.Empty;

    /// <summary>Percent done.</summary>
    public int Progress { get; set; }

    /// <summary>Why it failed; empty otherwise.</summary>
    public string Reason { get; set; } = string.Empty;

    /// <summary>When it began, in UTC; null when the server does not say.</summary>
    public DateTime? Started { get; set; }

    /// <summary>How long it has taken; null when the server does not say.</summary>
    public TimeSpan? Elapsed { get; set; }

    /// <summary>The id.</summary>
    public override string ToString() => JobId.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
