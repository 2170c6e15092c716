namespace Milvus.Core.Types;

/// <summary>A metric: the fields it compares, and whether a higher or a lower score is nearer. An entry in <see cref="MetricTypes.All"/>
/// adds a metric.</summary>
/// <param name="Name">The spelling of servers.</param>
/// <param name="IsSimilarity">Whether a higher score is nearer.</param>
internal sealed record MetricType(string Name, bool IsSimilarity)
{
    /// <summary>The function that the embedded engine computes for two vectors; null for a metric that only servers support.</summary>
    public DistanceMetric? Distance { get; init; }

    /// <summary>The types of fields it compares; empty for a metric of lists of vectors only.</summary>
    public IReadOnlyList<DataType> Fields { get; init; } = [];

    /// <summary>The types of vectors in the lists that it compares.</summary>
    public IReadOnlyList<DataType> Elements { get; init; } = [];

    /// <summary>The metric of the vectors, for a metric of lists of vectors; null for a metric of single vectors.</summary>
    public string? Single { get; init; }

    /// <summary>The types of fields of which it is the default metric.</summary>
    public IReadOnlyList<DataType> DefaultOf { get; init; } = [];

    /// <summary>The types of vectors in lists of which it is the default metric.</summary>
    public IReadOnlyList<DataType> DefaultOfElements { get; init; } = [];

    /// <summary>Whether the compared vectors are the output of a function.</summary>
    public bool IsOfFunction { get; init; }

    /// <summary>Whether only servers before Milvus 2.3 support it.</summary>
    public bool IsFormer { get; init; }
}
