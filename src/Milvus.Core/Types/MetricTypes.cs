namespace Milvus.Core.Types;

/// <summary>The table of metrics.</summary>
internal static class MetricTypes
{
    /// <summary>All metrics, in the order of error messages.</summary>
    public static IReadOnlyList<MetricType> All { get; } =
    [
        Dense("L2", DistanceMetric.L2, isSimilarity: false),
        Dense("IP", DistanceMetric.InnerProduct, isSimilarity: true) with
        {
            Fields = [.. VectorTypes.Dense, .. VectorTypes.Sparse],
            DefaultOf = VectorTypes.Sparse,
        },
        Dense("COSINE", DistanceMetric.Cosine, isSimilarity: true) with { DefaultOf = VectorTypes.Dense },
        Bits("HAMMING", DistanceMetric.Hamming) with { Elements = VectorTypes.Bits, DefaultOf = VectorTypes.Bits },
        Bits("JACCARD", DistanceMetric.Jaccard) with { Elements = VectorTypes.Bits },
        Bits("SUBSTRUCTURE", DistanceMetric.Substructure),
        Bits("SUPERSTRUCTURE", DistanceMetric.Superstructure),
        new("BM25", IsSimilarity: true) { Distance = DistanceMetric.Bm25, Fields = VectorTypes.Sparse, IsOfFunction = true },
        Lists("MAX_SIM", "COSINE", DistanceMetric.Cosine, isSimilarity: true, VectorTypes.Dense),
        Lists("MAX_SIM_COSINE", "COSINE", DistanceMetric.Cosine, isSimilarity: true, VectorTypes.Dense) with
        {
            DefaultOfElements = VectorTypes.Dense,
        },
        Lists("MAX_SIM_L2", "L2", DistanceMetric.L2, isSimilarity: false, VectorTypes.Dense),
        Lists("MAX_SIM_IP", "IP", DistanceMetric.InnerProduct, isSimilarity: true, VectorTypes.Dense),
        Lists("MAX_SIM_HAMMING", "HAMMING", DistanceMetric.Hamming, isSimilarity: false, VectorTypes.Bits) with
        {
            DefaultOfElements = VectorTypes.Bits,
        },
        Lists("MAX_SIM_JACCARD", "JACCARD", DistanceMetric.Jaccard, isSimilarity: false, VectorTypes.Bits),
        new("MHJACCARD", IsSimilarity: false) { Fields = VectorTypes.Bits },
        new("TANIMOTO", IsSimilarity: false) { Fields = VectorTypes.Bits, IsFormer = true },
    ];

    /// <summary>The names for completion.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Where(metric => !metric.IsFormer).Select(metric => metric.Name)];

    /// <summary>The metric of a name, in any case; null for one that is not in the table.</summary>
    public static MetricType? Find(string? name) =>
        All.FirstOrDefault(metric => metric.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static MetricType Dense(string name, DistanceMetric distance, bool isSimilarity) =>
        new(name, isSimilarity) { Distance = distance, Fields = VectorTypes.Dense, Elements = VectorTypes.Dense };

    private static MetricType Bits(string name, DistanceMetric distance) =>
        new(name, IsSimilarity: false) { Distance = distance, Fields = VectorTypes.Bits };

    private static MetricType Lists(
        string name, string single, DistanceMetric distance, bool isSimilarity, IReadOnlyList<DataType> elements) =>
        new(name, isSimilarity) { Distance = distance, Single = single, Elements = elements };
}
