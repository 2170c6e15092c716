namespace Milvus;

/// <summary>A server job that imports files of its object store into a collection.</summary>
public sealed class ImportJob : MilvusObject
{
    /// <summary>The server's id of the job: a number, on cloud services a text.</summary>
    public string JobId { get; set; } = string.Empty;

    /// <summary>The collection.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>The partition; empty if the server does not report it.</summary>
    public string Partition { get; set; } = string.Empty;

    /// <summary>Pending, Started, Importing, Persisted, Flushed, Completed, Failed …, as the server reports it.</summary>
    public string State { get; set; } = string.Empty;

    /// <summary>The progress in percent; null if the server does not report it.</summary>
    public int? Progress { get; set; }

    /// <summary>The number of imported rows.</summary>
    public long RowCount { get; set; }

    /// <summary>The number of rows of the files; null if the server does not report it.</summary>
    public long? TotalRows { get; set; }

    /// <summary>The number of rows of the collection before the import; null if it was not counted.</summary>
    public long? RowsBefore { get; set; }

    /// <summary>The number of rows of the collection after the import; null if it was not counted.</summary>
    public long? RowsCounted { get; set; }

    /// <summary>The verification that succeeded: Count if the collection has grown by the imported rows.</summary>
    public TransferVerification Verified { get; set; }

    /// <summary>Why it failed; empty otherwise.</summary>
    public string Reason { get; set; } = string.Empty;

    /// <summary>The files.</summary>
    public string[] File { get; set; } = [];

    /// <summary>The creation time in UTC; null if the server does not report it.</summary>
    public DateTime? Created { get; set; }

    /// <summary>The address of the REST interface that has the job; empty for a job by RPC.</summary>
    public string RestUri { get; set; } = string.Empty;

    /// <summary>The job with this id, as text in a pipeline is read. Only the id is set.</summary>
    public static explicit operator ImportJob(string id) => new() { JobId = id, IsName = true };

    /// <summary>The id.</summary>
    public override string ToString() => JobId;
}
