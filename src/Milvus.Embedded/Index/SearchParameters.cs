namespace Milvus.Embedded.Index;

/// <summary>What a search may ask of an index.</summary>
internal sealed record SearchParameters
{
    public static SearchParameters Default { get; } = new();

    /// <summary>Candidates a graph walk keeps; more find more and take longer. By default the index decides.</summary>
    public int? Ef { get; init; }

    /// <summary>The share of a sparse query's indexes, those of least value, that is left out; from 0 to below 1.</summary>
    public float DropRatio { get; init; }
}
