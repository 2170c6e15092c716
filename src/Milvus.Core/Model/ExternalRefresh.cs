namespace Milvus;

/// <summary>A job of the server that reads the files of an external collection anew.</summary>
public sealed class ExternalRefresh : MilvusObject
{
    /// <summary>The server's id of the job.</summary>
    public long JobId { get; set; }

    /// <summary>The collection.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>Pending, InProgress, Completed, Failed, or a number that only newer servers know.</summary>
    public string State { get; set; } = string.Empty;

    /// <summary>Percent done.</summary>
    public long Progress { get; set; }

    /// <summary>Why it failed; empty otherwise.</summary>
    public string Reason { get; set; } = string.Empty;

    /// <summary>Where the files are.</summary>
    public string Source { get; set; } = string.Empty;

    /// <summary>How they are read: JSON.</summary>
    public string Specification { get; set; } = string.Empty;

    /// <summary>When it began, in UTC; null when the server does not say.</summary>
    public DateTime? Started { get; set; }

    /// <summary>When it ended, in UTC; null while it runs.</summary>
    public DateTime? Ended { get; set; }

    /// <summary>The id.</summary>
    public override string ToString() => JobId.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
