namespace Milvus.Module.Tests.Access;

/// <summary>A row of docs/privileges.tsv.</summary>
internal sealed record PrivilegeRow(string Cmdlet, string Privilege, string When, string Shows)
{
    internal static IReadOnlyList<PrivilegeRow> All { get; } =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "docs", "privileges.tsv"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Skip(1)
            .Select(line => line.Split('\t'))
            .Select(cells => new PrivilegeRow(cells[0], cells[1], cells[2], cells[3])),
    ];

    /// <summary>Whether the task requires the privilege; the privileges of other rows only show more.</summary>
    internal bool IsNeeded => Privilege.Length > 0 && Shows.Length == 0;
}
