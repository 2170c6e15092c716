namespace Milvus.Embedded.Index;

/// <summary>The parameters of a search in an index.</summary>
internal sealed record SearchParameters
{
    public static SearchParameters Default { get; } = new();

    /// <summary>
    /// The number of candidates of a graph walk (ef). A higher number increases recall and takes longer. If null, the index decides.
    /// </summary>
    public int? Ef { get; init; }

    /// <summary>
    /// For each hit, the number of candidates of codes that are compared again by their vectors (refine_k); at least 1.
    /// </summary>
    public float Refinement { get; init; } = 1;

    /// <summary>The share of a sparse query's values that is dropped, the smallest first; from 0 to below 1.</summary>
    public float DropRatio { get; init; }
}
