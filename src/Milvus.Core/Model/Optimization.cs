namespace Milvus;

/// <summary>The result of Optimize-MilvusCollection.</summary>
public sealed class Optimization : MilvusObject
{
    /// <summary>The collection.</summary>
    public string Collection { get; set; } = string.Empty;

    /// <summary>The id of the compaction; 0 or less when there was nothing to compact.</summary>
    public long JobId { get; set; }

    /// <summary>Plans of the compaction that are done.</summary>
    public long CompletedPlans { get; set; }

    /// <summary>The stages it went through, in their order.</summary>
    public string[] Stage { get; set; } = [];

    /// <summary>The duration.</summary>
    public TimeSpan Elapsed { get; set; }

    /// <summary>The collection.</summary>
    public override string ToString() => Collection;
}
