namespace Milvus.Client.Reads;

/// <summary>What is known of the metrics.</summary>
internal static class Metrics
{
    /// <summary>Whether smaller is nearer; null for a metric this version does not know.</summary>
    internal static bool? AreDistances(string? metric) => metric?.ToUpperInvariant() switch
    {
        "L2" or "HAMMING" or "JACCARD" or "TANIMOTO" or "SUBSTRUCTURE" or "SUPERSTRUCTURE" or "MHJACCARD"
            or "MAX_SIM_L2" or "MAX_SIM_HAMMING" or "MAX_SIM_JACCARD" => true,
        "IP" or "COSINE" or "BM25" or "MAX_SIM" or "MAX_SIM_IP" or "MAX_SIM_COSINE" => false,
        _ => null,
    };
}
