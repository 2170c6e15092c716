namespace Milvus.Module.Tests.Access;

/// <summary>
/// What a user with few privileges does, as the files in Tasks list it: the cmdlet and the conditions of docs/privileges.tsv that hold, the
/// lines that root runs before, the line of the user, the id of the error it ends with although it is allowed, privileges
/// without which it does less and does not fail, and the back ends that cannot run it, with the reason. {n} makes names unique.
/// </summary>
public sealed record PrivilegeTask(
    string Cmdlet,
    IReadOnlyList<string> Conditions,
    string Before,
    string Line,
    string? Fails,
    IReadOnlyList<string> Open,
    IReadOnlyDictionary<string, string> Skip)
{
    /// <summary>All tasks.</summary>
    internal static IReadOnlyList<PrivilegeTask> All { get; } =
    [
        .. Directory.GetFiles(Path.Combine(Hosting.Repository.Root, "tests", "Milvus.Module.Tests", "Access", "Tasks"), "*.txt")
            .Order(StringComparer.Ordinal)
            .SelectMany(Read),
    ];

    /// <summary>The privileges that the table says it needs.</summary>
    internal IReadOnlyList<string> Needed =>
    [
        .. PrivilegeRow.All
            .Where(row => row.Cmdlet == Cmdlet && row.IsNeeded && (row.When.Length == 0 || Conditions.Contains(row.When)))
            .Select(row => row.Privilege)
            .Distinct(),
    ];

    /// <inheritdoc/>
    public override string ToString() => Conditions.Count == 0 ? Cmdlet : $"{Cmdlet} ({string.Join("; ", Conditions)})";

    private static IEnumerable<PrivilegeTask> Read(string file)
    {
        foreach (var block in File.ReadAllText(file).Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var lines = block.Split('\n');
            var header = lines[0].Split(" | ");
            yield return new PrivilegeTask(
                header[0],
                header[1..],
                string.Join('\n', Of(lines, "root")),
                Of(lines, "user").Single(),
                Of(lines, "fails").SingleOrDefault(),
                [.. Of(lines, "open").Select(text => text.Split(' ')[0])],
                Of(lines, "skip").Select(text => text.Split(' ', 2)).ToDictionary(pair => pair[0], pair => pair[1]));
        }
    }

    private static IEnumerable<string> Of(string[] lines, string word) =>
        lines
            .Select(line => line.Trim())
            .Where(line => line.StartsWith(word + " ", StringComparison.Ordinal))
            .Select(line => line[(word.Length + 1)..]);
}
