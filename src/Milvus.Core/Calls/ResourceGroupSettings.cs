namespace Milvus;

/// <summary>How a resource group gets its nodes; null leaves what it has.</summary>
internal sealed record ResourceGroupSettings
{
    /// <summary>Nodes it wants at least.</summary>
    internal int? RequestNodeCount { get; init; }

    /// <summary>Nodes it takes at most.</summary>
    internal int? LimitNodeCount { get; init; }

    /// <summary>The groups whose spare nodes it takes first.</summary>
    internal IReadOnlyList<string>? TransferFrom { get; init; }

    /// <summary>The groups that get its spare nodes first.</summary>
    internal IReadOnlyList<string>? TransferTo { get; init; }

    /// <summary>Labels that its nodes must have.</summary>
    internal IReadOnlyDictionary<string, object?>? NodeFilter { get; init; }

    /// <summary>Whether nothing is set.</summary>
    internal bool IsEmpty => this == new ResourceGroupSettings();
}
