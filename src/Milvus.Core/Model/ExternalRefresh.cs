namespace Milvus;

/// <summary>A server job that reads the files of an external collection again.</summary>
public sealed class ExternalRefresh : MilvusObject
{
    /// <summary>The server's id of the job.</summary>
    public long JobId { get; set; }

    /// <summary>The collection.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>Pending, InProgress, Completed, Failed, or the number of a state that this version does not define.</summary>
    public string State { get; set; } = string.Empty;

    /// <summary>The progress in percent.</summary>
    public long Progress { get; set; }

    /// <summary>Why it failed; empty otherwise.</summary>
    public string Reason { get; set; } = string.Empty;

    /// <summary>The location of the files.</summary>
    public string Source { get; set; } = string.Empty;

    /// <summary>The specification for reading them, as JSON.</summary>
    public string Specification { get; set; } = string.Empty;

    /// <summary>The start time in UTC; null if the server does not report it.</summary>
    public DateTime? Started { get; set; }

    /// <summary>The end time in UTC; null while it runs.</summary>
    public DateTime? Ended { get; set; }

    /// <summary>The job with this id, as text in a pipeline is read. Only the id is set.</summary>
    public static explicit operator ExternalRefresh(string id) => new()
    {
        JobId = long.Parse(id, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture),
        IsName = true,
    };

    /// <summary>The id.</summary>
    public override string ToString() => JobId.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
