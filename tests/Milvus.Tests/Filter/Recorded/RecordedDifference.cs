namespace Milvus.Tests.Filter.Recorded;

/// <summary>
/// A line of differences.tsv: a filter for which the engine differs from Milvus 2.3.5, the expected answer, and the reason.
/// </summary>
/// <param name="Table">The table of the filter.</param>
/// <param name="Filter">The filter.</param>
/// <param name="Decided">`Lite` if the engine gives the answer of Milvus Lite, otherwise the answer itself.</param>
/// <param name="Reason">The key of a reason at the top of the file.</param>
internal sealed record RecordedDifference(string Table, string Filter, string Decided, string Reason)
{
    /// <summary>Stands for the answer of Milvus Lite.</summary>
    public const string Lite = "Lite";

    /// <summary>Each reason by its key.</summary>
    public static IReadOnlyDictionary<string, string> Reasons { get; } =
        RecordedFile
            .Lines("differences.tsv")
            .Where(cells => cells.Length == 2)
            .ToDictionary(cells => cells[0], cells => cells[1], StringComparer.Ordinal);

    /// <summary>The differences by table and filter.</summary>
    public static IReadOnlyDictionary<(string Table, string Filter), RecordedDifference> All { get; } =
        RecordedFile.Lines("differences.tsv").Where(cells => cells.Length == 4)
            .Select(cells => new RecordedDifference(cells[0], cells[1], cells[2], cells[3]))
            .ToDictionary(difference => (difference.Table, difference.Filter));
}
