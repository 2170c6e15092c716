namespace Milvus.Tests.Differential;

/// <summary>
/// The known differences between real servers and the engine, with their reasons. A line that no longer applies fails the tests.
/// </summary>
internal static class KnownDifferences
{
    /// <summary>The expressions of a table on which a server differs.</summary>
    public static HashSet<string> Of(string server, string table) =>
    [
        .. DataFile.ReadLines("known-differences.tsv")
            .Where(cells => cells[0] == server && cells[1] == table)
            .Select(cells => cells[2]),
    ];
}
