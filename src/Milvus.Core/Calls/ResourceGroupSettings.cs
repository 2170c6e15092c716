namespace Milvus.Core.Calls;

/// <summary>The settings of a resource group; null leaves a setting unchanged.</summary>
internal sealed record ResourceGroupSettings
{
    /// <summary>The number of requested nodes.</summary>
    internal int? RequestNodeCount { get; init; }

    /// <summary>The maximum number of nodes.</summary>
    internal int? LimitNodeCount { get; init; }

    /// <summary>The groups whose spare nodes it takes first.</summary>
    internal IReadOnlyList<string>? TransferFrom { get; init; }

    /// <summary>The groups that take its spare nodes first.</summary>
    internal IReadOnlyList<string>? TransferTo { get; init; }

    /// <summary>Labels that its nodes must have.</summary>
    internal IReadOnlyDictionary<string, object?>? NodeFilter { get; init; }

    /// <summary>Whether no setting is set.</summary>
    internal bool IsEmpty => this == new ResourceGroupSettings();
}
