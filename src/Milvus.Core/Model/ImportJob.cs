namespace Milvus;

/// <summary>A job of the server that imports files of its object store into a collection.</summary>
public sealed class ImportJob : MilvusObject
{
    /// <summary>The server's id of the job: a number, on cloud services a text.</summary>
    public string JobId { get; set; } = string.Empty;

    /// <summary>The collection.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>The partition; empty when the server does not say.</summary>
    public string Partition { get; set; } = string.Empty;

    /// <summary>Pending, Started, Importing, Persisted, Flushed, Completed, Failed …, as the server says it.</summary>
    public string State { get; set; } = string.Empty;

    /// <summary>Percent done; null when the server does not say.</summary>
    public int? Progress { get; set; }

    /// <summary>Rows that are imported.</summary>
    public long RowCount { get; set; }

    /// <summary>Rows of the files; null when the server does not say.</summary>
    public long? TotalRows { get; set; }

    /// <summary>Why it failed; empty otherwise.</summary>
    public string Reason { get; set; } = string.Empty;

    /// <summary>The files.</summary>
    public string[] File { get; set; } = [];

    /// <summary>When it was made, in UTC; null when the server does not say.</summary>
    public DateTime? Created { get; set; }

    /// <summary>The address whose REST interface knows the job; empty for a job that is known by RPC.</summary>
    public string RestUri { get; set; } = string.Empty;

    /// <summary>The id.</summary>
    public override string ToString() => JobId;
}
