namespace Milvus.Tests.Differential;

/// <summary>
/// Where a real server answers otherwise than the engine, each with its reason. The list may only shrink: a line that no longer
/// holds fails the tests.
/// </summary>
internal static class KnownDifferences
{
    /// <summary>The expressions of a table on which a server differs.</summary>
    public static HashSet<string> Of(string server, string table) =>
    [
        .. DataFile.Lines("known-differences.tsv")
            .Where(cells => cells[0] == server && cells[1] == table)
            .Select(cells => cells[2]),
    ];
}
