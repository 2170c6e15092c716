namespace Milvus;

/// <summary>
/// The result of a copy, an export, an import, a backup or a restore. Its numbers include the runs that were interrupted.
/// </summary>
public sealed class TransferResult : MilvusObject
{
    /// <summary>The place that the rows come from: server, database and collection, or a file or a folder.</summary>
    public string Source { get; set; } = string.Empty;

    /// <summary>The place that the rows went to.</summary>
    public string Target { get; set; } = string.Empty;

    /// <summary>The number of rows that were read from the source.</summary>
    public long RowsRead { get; set; }

    /// <summary>The number of rows that were sent to the target.</summary>
    public long RowsSent { get; set; }

    /// <summary>The number of rows that the target has acknowledged.</summary>
    public long RowsAcknowledged { get; set; }

    /// <summary>The number of rows that were left out, because the target cannot have them. Each was an error.</summary>
    public long RowsRefused { get; set; }

    /// <summary>The number of rows that were counted in the target; null if they were not counted.</summary>
    public long? RowsCounted { get; set; }

    /// <summary>The number of rows whose keys or values were compared; null if they were not compared.</summary>
    public long? RowsCompared { get; set; }

    /// <summary>The verification that succeeded.</summary>
    public TransferVerification Verified { get; set; }

    /// <summary>The time that this run took.</summary>
    public TimeSpan Duration { get; set; }

    /// <summary>The ledger, which is removed when the transfer is finished; null if the transfer had none.</summary>
    public string? LedgerPath { get; set; }

    /// <summary>The collection that was written, or that was read if the target is a file; null for several collections.</summary>
    public Collection? Collection { get; set; }

    /// <summary>Source and target.</summary>
    public override string ToString() => $"{Source} -> {Target}";
}
