using System.Globalization;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Checks;

/// <summary>Rules about rows and where they are.</summary>
internal static class RowRules
{
    private const long MinDeleted = 100;
    private const double MaxDeletedShare = 0.2;

    // A segment of Milvus has up to 1 GB (dataCoord.segment.maxSize), and a search visits each segment.
    private const long SmallSegment = 64L * 1024 * 1024;
    private const int ManySegments = 10;

    private const long MinRowsForSkew = 1000;
    private const int MaxSkew = 4;

    internal static IEnumerable<CollectionFinding> FindEmpty(CollectionFacts facts, HealthCures cures)
    {
        if (facts.Rows == 0)
        {
            var isCounted = facts.Counted is not null;
            yield return HealthRules.Create(
                facts,
                FindingSeverity.Information,
                "NoRows",
                string.Empty,
                isCounted
                    ? "The collection has no rows."
                    : "The collection has no rows by the statistic of the server, which omits those that were just written "
                        + "until they are flushed.",
                isCounted ? cures.Import : cures.Flush,
                ("Rows", 0L),
                ("Exact", isCounted));
        }
    }

    internal static IEnumerable<CollectionFinding> FindDoubled(CollectionFacts facts, HealthCures cures)
    {
        if (facts.DoubledKeys.Count > 0)
        {
            var shown = facts.DoubledKeys.Take(HealthRules.MaxKeys).ToList();
            yield return HealthRules.Create(
                facts,
                FindingSeverity.Warning,
                "DoubledKeys",
                string.Empty,
                $"{Counts.ToText(facts.DoubledKeys.Count, "key is", "keys are")} stored more than once: the collection counts "
                    + $"{Counts.ToText(facts.Counted!.Value, "row")}, and a read returns {Display.Number(facts.Sample!.Rows)}. Searches "
                    + "can find an old row of such a key. "
                    + (!cures.HasOnePlaceForRows ? "A copy has each key once."
                        : "The command writes the row again that reads return, which removes the others"
                            + (shown.Count < facts.DoubledKeys.Count ? $", for {shown.Count} of the keys." : ".")),
                cures.KeepOne(shown),
                ("Keys", facts.DoubledKeys.ToArray()),
                ("Counted", facts.Counted),
                ("Read", facts.Sample.Rows));
        }
    }

    internal static IEnumerable<CollectionFinding> FindDeleted(CollectionFacts facts, HealthCures cures)
    {
        if (facts is { Counted: { } counted, Statistic: { } stored }
            && stored - counted >= MinDeleted && stored - counted > stored * MaxDeletedShare)
        {
            yield return HealthRules.Create(
                facts,
                FindingSeverity.Warning,
                "DeletedRows",
                string.Empty,
                $"{Display.Number(stored - counted)} of {Display.Number(stored)} stored rows are deleted. They take memory, and searches "
                    + "skip them one by one, until a compaction removes them.",
                cures.FlushAndCompress,
                ("StoredRows", stored),
                ("Rows", counted));
        }
    }

    internal static IEnumerable<CollectionFinding> FindSmallSegments(CollectionFacts facts, HealthCures cures)
    {
        var stored = (facts.Segments ?? []).Where(segment => segment.State == "Flushed" && segment.Level != "L0").ToList();
        var rows = stored.Sum(segment => segment.RowCount);
        if (stored.Count >= ManySegments && rows * facts.VectorBytes / stored.Count < SmallSegment)
        {
            yield return HealthRules.Create(
                facts,
                FindingSeverity.Warning,
                "SmallSegments",
                string.Empty,
                $"The rows are in {Display.Number(stored.Count)} segments with {Display.Number(rows / stored.Count)} rows on average. A "
                    + "search visits each of them, so fewer and larger ones are faster.",
                cures.Compress,
                ("Segments", stored.Count),
                ("Rows", rows),
                ("SizePerSegment", rows * facts.VectorBytes / stored.Count));
        }
    }

    internal static IEnumerable<CollectionFinding> FindSkew(CollectionFacts facts, HealthCures cures)
    {
        var counts = (facts.Partitions ?? []).Select(partition => partition.RowCount ?? 0).ToList();
        if (facts.HasPartitionKey && counts.Sum() >= MinRowsForSkew && counts.Max() > MaxSkew * counts.Average())
        {
            var largest = facts.Partitions!.MaxBy(partition => partition.RowCount ?? 0)!;
            yield return HealthRules.Create(
                facts,
                FindingSeverity.Warning,
                "PartitionSkew",
                largest.Name,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{largest.Name} has {100.0 * counts.Max() / counts.Sum():0}% of the rows of {counts.Count} partitions: few values of ")
                    + "the partition key are in most rows. Searches for such a value compare that many rows.",
                cures.ListPartitions,
                ("Rows", counts.Max()),
                ("AllRows", counts.Sum()),
                ("Partitions", counts.Count));
        }
    }
}
