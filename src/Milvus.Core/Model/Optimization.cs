namespace Milvus;

/// <summary>The result of Optimize-MilvusCollection.</summary>
public sealed class Optimization : MilvusObject
{
    /// <summary>The collection.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>The id of the compaction; 0 or less if nothing had to be compacted.</summary>
    public long JobId { get; set; }

    /// <summary>The number of completed plans of the compaction.</summary>
    public long CompletedPlans { get; set; }

    /// <summary>The completed stages, in their order.</summary>
    public string[] Stage { get; set; } = [];

    /// <summary>The duration.</summary>
    public TimeSpan Elapsed { get; set; }

    /// <summary>The collection.</summary>
    public override string ToString() => Collection;
}
