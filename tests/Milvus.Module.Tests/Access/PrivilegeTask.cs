namespace Milvus.Module.Tests.Access;

/// <summary>
/// A task of a user with few privileges, from the files in Tasks. It has the cmdlet with its conditions in docs/privileges.tsv, the lines
/// that root runs first, and the line of the user. It may have the id of an expected error of the allowed line, privileges without which it
/// does less but does not fail, and back ends that cannot run it, with the reason. {n} makes names unique.
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
        .. Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Milvus.Module.Tests", "Access", "Tasks"), "*.txt")
            .Order(StringComparer.Ordinal)
            .SelectMany(Read),
    ];

    /// <summary>The privileges that the table requires.</summary>
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
