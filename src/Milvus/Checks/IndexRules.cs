using Milvus.Core.Marshalling.Values;
using Milvus.Core.Types;

namespace Milvus.Checks;

/// <summary>Rules about indexes.</summary>
internal static class IndexRules
{
    // A core compares about 10 GB of vectors a second, which is the speed of memory: below this size, a search takes about 10 ms.
    private const long MaxScannedBytes = 100_000_000;

    internal static IEnumerable<CollectionFinding> FindMissing(CollectionFacts facts, HealthCures cures) =>
        from field in facts.Vectors
        where facts.Indexes is not null && facts.FindIndex(field) is null
        select HealthRules.Create(
            facts,
            FindingSeverity.Error,
            "NoIndex",
            field.Name,
            $"The vector field {field.Name} has no index. A collection can be loaded and searched only when each vector field has one.",
            cures.CreateIndex(field),
            ("IndexedField", facts.Indexes!.Select(index => index.Field).ToArray()));

    internal static IEnumerable<CollectionFinding> FindFailed(CollectionFacts facts, HealthCures cures) =>
        from index in facts.Indexes ?? []
        where index.State == "Failed"
        select HealthRules.Create(
            facts,
            FindingSeverity.Error,
            "IndexFailed",
            index.Name,
            $"The build of the index {index.Name} failed: {index.FailReason.TrimEnd('.')}.",
            cures.ReplaceIndex(index, index.IndexType, index.MetricType),
            ("State", index.State),
            ("FailReason", index.FailReason));

    internal static IEnumerable<CollectionFinding> FindUnfinished(CollectionFacts facts, HealthCures cures) =>
        from index in facts.Indexes ?? []
        where index.State is "InProgress" or "Unissued" or "Retry" || (index.State == "Finished" && index.PendingRows > 0)
        select HealthRules.Create(
            facts,
            FindingSeverity.Information,
            "IndexUnfinished",
            index.Name,
            $"The index {index.Name} covers {Display.Number(index.IndexedRows)} of {Counts.ToText(index.TotalRows, "row")}. Searches "
                + "compare the others one by one.",
            cures.WaitForIndex(index),
            ("State", index.State),
            ("IndexedRows", index.IndexedRows),
            ("TotalRows", index.TotalRows));

    internal static IEnumerable<CollectionFinding> FindSlow(CollectionFacts facts, HealthCures cures) =>
        from index in facts.Indexes ?? []
        where index.IndexType is "FLAT" or "BIN_FLAT"
        from field in facts.Vectors
        where field.Name == index.Field
        let bytes = FieldTypes.Of(field.Type).CountBytes(field.Dimension ?? 0) * (facts.Rows ?? 0)
        where bytes > MaxScannedBytes
        select HealthRules.Create(
            facts,
            FindingSeverity.Warning,
            "SlowIndex",
            index.Name,
            $"Each search compares all {Display.Number(facts.Rows!.Value)} vectors of {field.Name}, {Display.Size(bytes)}, because "
                + $"{index.IndexType} has no structure. Its results are exact.",
            cures.ReplaceIndex(index, VectorTypes.Bits.Contains(field.Type) ? "BIN_IVF_FLAT" : "HNSW", index.MetricType),
            ("IndexType", index.IndexType),
            ("Rows", facts.Rows),
            ("Size", bytes));
}
