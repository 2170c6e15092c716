namespace Milvus;

/// <summary>A compaction: a server job that merges segments and removes deleted rows.</summary>
public sealed class Compaction : MilvusObject
{
    /// <summary>The id of the job; 0 or less if nothing had to be compacted.</summary>
    public long JobId { get; set; }

    /// <summary>The collection; empty if only the id is known.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>Executing, Completed, Failed, Undefined, or the number of a state that this version does not define.</summary>
    public string State { get; set; } = string.Empty;

    /// <summary>The number of running plans.</summary>
    public long ExecutingPlans { get; set; }

    /// <summary>The number of completed plans.</summary>
    public long CompletedPlans { get; set; }

    /// <summary>The number of failed plans. The server reports Completed for a job with failed plans; <see cref="State"/> is then
    /// Failed.</summary>
    public long FailedPlans { get; set; }

    /// <summary>The number of plans that timed out.</summary>
    public long TimedOutPlans { get; set; }

    /// <summary>The merged and resulting segments; only if requested.</summary>
    public CompactionPlan[] Plan { get; set; } = [];

    /// <summary>The job with this id, as text in a pipeline is read. Only the id is set.</summary>
    public static explicit operator Compaction(string id) => new()
    {
        JobId = long.Parse(id, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture),
        IsName = true,
    };

    /// <summary>The id.</summary>
    public override string ToString() => JobId.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
