namespace Milvus.Requirements;

/// <summary>
/// The privileges that cmdlets require: docs/privileges.tsv, which the module contains. Tests run each cmdlet with exactly these.
/// </summary>
internal static class RequiredPrivileges
{
    private const string Resource = "privileges.tsv";

    private static readonly Lazy<IReadOnlyList<RequiredPrivilege>> _all = new(Read);

    /// <summary>All rows of the table.</summary>
    internal static IReadOnlyList<RequiredPrivilege> All => _all.Value;

    /// <summary>The cmdlets of the table.</summary>
    internal static IReadOnlyList<string> Commands => [.. All.Select(row => row.Command).Distinct()];

    private static List<RequiredPrivilege> Read()
    {
        using var stream = typeof(RequiredPrivileges).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        return [
            .. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.TrimEnd('\r'))
                .Where(line => !line.StartsWith('#'))
                .Skip(1)
                .Select(line => line.Split('\t'))
                .Select(cells => new RequiredPrivilege(cells[0], cells[1], cells[2], cells[3])),
        ];
    }
}
