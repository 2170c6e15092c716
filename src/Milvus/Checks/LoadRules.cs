namespace Milvus.Checks;

/// <summary>Rules about load states.</summary>
internal static class LoadRules
{
    internal static IEnumerable<CollectionFinding> FindNotLoaded(CollectionFacts facts, HealthCures cures)
    {
        if (facts.LoadState == "NotLoad")
        {
            yield return HealthRules.Create(
                facts,
                FindingSeverity.Warning,
                "NotLoaded",
                string.Empty,
                "The collection is not loaded. Rows can be written, but not searched or read.",
                cures.Mount,
                ("LoadState", facts.LoadState));
        }
    }

    internal static IEnumerable<CollectionFinding> FindLoading(CollectionFacts facts, HealthCures cures)
    {
        if (facts.LoadState != "Loading")
        {
            yield break;
        }

        yield return facts.LoadFailure is { } reason
            ? HealthRules.Create(
                facts,
                FindingSeverity.Error,
                "LoadFailed",
                string.Empty,
                $"The collection cannot be loaded: {reason.TrimEnd('.')}.",
                cures.Remount,
                ("LoadState", facts.LoadState),
                ("Reason", reason))
            : HealthRules.Create(
                facts,
                FindingSeverity.Information,
                "Loading",
                string.Empty,
                $"The collection is being loaded{(facts.LoadPercent is { } percent ? $" ({percent}%)" : string.Empty)}, and can be "
                    + "searched afterwards.",
                cures.WaitForLoad,
                ("LoadState", facts.LoadState),
                ("Progress", facts.LoadPercent));
    }

    internal static IEnumerable<CollectionFinding> FindPartitions(CollectionFacts facts, HealthCures cures) =>
        from partition in facts.IsLoaded ? facts.Partitions ?? [] : []
        where partition.LoadState == "NotLoad"
        select HealthRules.Create(
            facts,
            FindingSeverity.Warning,
            "PartitionNotLoaded",
            partition.Name,
            $"Other partitions are loaded, but {partition.Name} is not. Searches do not find its rows, and do not say so.",
            cures.MountPartition(partition.Name),
            ("LoadState", partition.LoadState));
}
