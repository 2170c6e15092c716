namespace Milvus.Core.Calls;

/// <summary>How a collection or a partition is loaded.</summary>
internal sealed record LoadOptions
{
    /// <summary>The number of replicas to load; null for the server's default.</summary>
    internal int? ReplicaCount { get; init; }

    /// <summary>The resource groups for the replicas; empty if the server chooses.</summary>
    internal IReadOnlyList<string> ResourceGroups { get; init; } = [];

    /// <summary>The fields to load; empty for all.</summary>
    internal IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>Whether the dynamic field is not loaded.</summary>
    internal bool SkipDynamicField { get; init; }

    /// <summary>Whether only imported rows are added.</summary>
    internal bool Refresh { get; init; }

    /// <summary>The priority, high or low; null for the server's default.</summary>
    internal string? Priority { get; init; }
}
