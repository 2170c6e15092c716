namespace Milvus.Help;

/// <summary>The required privileges of cmdlets, from docs/privileges.tsv.</summary>
internal sealed class PrivilegeTable
{
    private const int Columns = 4;

    private readonly List<Row> _rows;

    private PrivilegeTable(List<Row> rows) => _rows = rows;

    /// <summary>The cmdlets of the table, each once, in the order of the table.</summary>
    internal IReadOnlyList<string> Cmdlets => [.. _rows.Select(row => row.Cmdlet).Distinct()];

    internal static PrivilegeTable Load(string path) =>
        new([
            .. File.ReadLines(path)
                .Where(line => line.Length > 0 && line[0] != '#')
                .Skip(1)
                .Select(line => line.Split('\t'))
                .Select(cells =>
                    cells.Length == Columns
                        ? new Row(cells[0], cells[1], cells[2], cells[3])
                        : throw new FormatException($"{path}: a line for {cells[0]} has {cells.Length} columns instead of {Columns}.")),
        ]);

    /// <summary>Describes the required privileges of a cmdlet in sentences.</summary>
    internal string Describe(string cmdlet)
    {
        var mine = _rows.Where(row => row.Cmdlet == cmdlet).ToList();
        var needed = mine.Where(row => row is { Privilege.Length: > 0, Shows.Length: 0 })
            .GroupBy(row => row.When, row => row.Privilege)
            .Select(group => group.Key.Length == 0 ? string.Join(", ", group) : $"{string.Join(", ", group)} ({group.Key})")
            .ToList();
        var extra = mine.Where(row => row.Shows.Length > 0)
            .Select(row => row.When.Length == 0 ? $"{row.Privilege} ({row.Shows})" : $"{row.Privilege} ({row.Shows}; {row.When})")
            .ToList();
        var first = needed.Count == 0 ? "Needs no privilege." : $"Needs {string.Join(", ", needed)}.";
        return extra.Count == 0 ? first : $"{first} Uses, if it may, {string.Join(", ", extra)}.";
    }

    private sealed record Row(string Cmdlet, string Privilege, string When, string Shows);
}
