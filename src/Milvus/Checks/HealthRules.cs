namespace Milvus.Checks;

/// <summary>The rules of a check. Each looks at the measured values of a collection, and finds something only if they show it.</summary>
internal static class HealthRules
{
    /// <summary>The number of keys in a cure, so that it stays readable.</summary>
    internal const int MaxKeys = 10;

    private static readonly Func<CollectionFacts, HealthCures, IEnumerable<CollectionFinding>>[] _all =
    [
        IndexRules.FindMissing,
        IndexRules.FindFailed,
        IndexRules.FindUnfinished,
        IndexRules.FindSlow,
        VectorRules.FindDifferentLengths,
        VectorRules.FindZeros,
        LoadRules.FindNotLoaded,
        LoadRules.FindLoading,
        LoadRules.FindPartitions,
        RowRules.FindEmpty,
        RowRules.FindDoubled,
        RowRules.FindDeleted,
        RowRules.FindSmallSegments,
        RowRules.FindSkew,
        SchemaRules.FindNeverFilled,
        SchemaRules.FindConsistency,
        SchemaRules.FindNoDescription,
        SchemaRules.FindUnknown,
    ];

    /// <summary>The findings of a collection, errors first.</summary>
    internal static IReadOnlyList<CollectionFinding> Check(CollectionFacts facts)
    {
        var cures = new HealthCures(facts);
        return [.. _all.SelectMany(rule => rule(facts, cures)).OrderByDescending(finding => finding.Severity)];
    }

    /// <summary>A finding about a collection, or a part of it.</summary>
    internal static CollectionFinding Create(
        CollectionFacts facts,
        FindingSeverity severity,
        string finding,
        string subject,
        string explanation,
        string cure,
        params (string Name, object? Value)[] values) => new()
        {
            Collection = facts.Collection.Name,
            Severity = severity,
            Finding = finding,
            Subject = subject,
            Explanation = explanation,
            Cure = cure,
            Fact = values.ToDictionary(fact => fact.Name, fact => fact.Value, StringComparer.OrdinalIgnoreCase),
        };
}
