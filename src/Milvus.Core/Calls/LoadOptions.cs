namespace Milvus;

/// <summary>How a collection or a partition is loaded.</summary>
internal sealed record LoadOptions
{
    /// <summary>Copies to load; null for the server's own number.</summary>
    internal int? ReplicaCount { get; init; }

    /// <summary>The resource groups whose nodes take it; empty for the server's choice.</summary>
    internal IReadOnlyList<string> ResourceGroups { get; init; } = [];

    /// <summary>The fields to load; empty for all.</summary>
    internal IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>Whether the dynamic field stays on disk.</summary>
    internal bool SkipDynamicField { get; init; }

    /// <summary>Whether only what came by import is loaded.</summary>
    internal bool Refresh { get; init; }

    /// <summary>high or low; null for the server's own.</summary>
    internal string? Priority { get; init; }
}
