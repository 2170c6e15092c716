namespace Milvus;

/// <summary>A compaction: a job of the server that merges segments and drops deleted rows.</summary>
public sealed class Compaction : MilvusObject
{
    /// <summary>The server's id of the job; 0 or less when there was nothing to do.</summary>
    public long JobId { get; set; }

    /// <summary>The collection; empty when only the id is known.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>Executing, Completed, Failed, Undefined, or a number that only newer servers know.</summary>
    public string State { get; set; } = string.Empty;

    /// <summary>Plans that run.</summary>
    public long ExecutingPlans { get; set; }

    /// <summary>Plans that are done.</summary>
    public long CompletedPlans { get; set; }

    /// <summary>Plans that failed. The server calls a job with failed plans completed; here its state is Failed.</summary>
    public long FailedPlans { get; set; }

    /// <summary>Plans that ran out of time.</summary>
    public long TimedOutPlans { get; set; }

    /// <summary>Which segments become which; only when it was asked for.</summary>
    public CompactionPlan[] Plan { get; set; } = [];

    /// <summary>The id.</summary>
    public override string ToString() => JobId.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
