namespace Milvus.Types;

/// <summary>A metric: what it compares and which scores are nearer. An entry of <see cref="MetricTypes.All"/> adds one.</summary>
/// <param name="Name">The spelling of servers.</param>
/// <param name="IsSimilarity">Whether a higher score is nearer.</param>
internal sealed record MetricType(string Name, bool IsSimilarity)
{
    /// <summary>What the embedded engine computes between two vectors; null for a metric that only servers support.</summary>
    public DistanceMetric? Distance { get; init; }

    /// <summary>The types of fields it compares; none for a metric of lists alone.</summary>
    public IReadOnlyList<DataType> Fields { get; init; } = [];

    /// <summary>The types of vectors that lists have for it to compare fields of lists.</summary>
    public IReadOnlyList<DataType> Elements { get; init; } = [];

    /// <summary>For a metric of whole lists: the metric of their vectors. Null for one of single vectors.</summary>
    public string? Single { get; init; }

    /// <summary>The types of fields that have it where none is named.</summary>
    public IReadOnlyList<DataType> DefaultOf { get; init; } = [];

    /// <summary>The types of vectors in lists that have it where none is named.</summary>
    public IReadOnlyList<DataType> DefaultOfElements { get; init; } = [];

    /// <summary>Whether the compared vectors are the output of a function.</summary>
    public bool IsOfFunction { get; init; }

    /// <summary>Whether only servers before Milvus 2.3 have it.</summary>
    public bool IsFormer { get; init; }
}
