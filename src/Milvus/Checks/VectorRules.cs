using System.Globalization;

namespace Milvus.Checks;

/// <summary>Rules about metrics and the vectors that they compare.</summary>
internal static class VectorRules
{
    private const int MinVectors = 10;

    // Normalised vectors of half precision differ by less.
    private const double MaxDifference = 0.02;

    internal static IEnumerable<CollectionFinding> FindDifferentLengths(CollectionFacts facts, HealthCures cures) =>
        from pair in FindSampled(facts, "IP")
        let lengths = pair.Lengths
        where lengths.Count >= MinVectors && lengths.Shortest < lengths.Longest * (1 - MaxDifference)
        select HealthRules.Create(
            facts,
            FindingSeverity.Warning,
            "MetricPrefersLongVectors",
            pair.Index.Name,
            $"IP ranks long vectors higher, and the {Display.Number(lengths.Count)} sampled vectors of {pair.Index.Field} have lengths "
                + $"from {Write(lengths.Shortest)} to {Write(lengths.Longest)}. COSINE compares only directions; keep IP if the length has "
                + "a meaning.",
            cures.ReplaceIndex(pair.Index, pair.Index.IndexType, "COSINE"),
            ("MetricType", pair.Index.MetricType),
            ("SampledVectors", lengths.Count),
            ("Shortest", lengths.Shortest),
            ("Longest", lengths.Longest));

    internal static IEnumerable<CollectionFinding> FindZeros(CollectionFacts facts, HealthCures cures) =>
        from pair in FindSampled(facts, "COSINE")
        let lengths = pair.Lengths
        where lengths.Zeros > 0
        select HealthRules.Create(
            facts,
            FindingSeverity.Warning,
            "ZeroVectors",
            pair.Index.Name,
            $"{Display.Number(lengths.Zeros)} of the {Display.Number(lengths.Count)} sampled vectors of {pair.Index.Field} "
                + $"{(lengths.Zeros == 1 ? "has" : "have")} only zeros. COSINE is undefined for them, so searches cannot rank these rows. "
                + $"The command shows {(lengths.Zeros > HealthRules.MaxKeys ? "some of them" : "them")}: write them with other vectors "
                + "(Set-MilvusEntity), or pipe them to Remove-MilvusEntity.",
            cures.ShowRows(lengths.KeysOfZeros),
            ("MetricType", pair.Index.MetricType),
            ("SampledVectors", lengths.Count),
            ("ZeroVectors", lengths.Zeros));

    private static IEnumerable<(Index Index, VectorLengths Lengths)> FindSampled(CollectionFacts facts, string metric) =>
        from index in facts.Indexes ?? []
        where index.MetricType == metric
        let lengths = facts.Sample?.FindLengths(index.Field)
        where lengths is not null
        select (index, lengths);

    private static string Write(double length) => length.ToString("0.###", CultureInfo.InvariantCulture);
}
