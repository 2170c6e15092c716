using Milvus.Module.Tests.Programs;

namespace Milvus.Module.Tests.Documents;

/// <summary>The output of the blocks of a page.</summary>
internal sealed class PageRun(ProgramResult result, string database)
{
    /// <summary>Begins the output of a part.</summary>
    internal const string Begin = "@@begin ";

    /// <summary>Begins a line of an error.</summary>
    internal const string Failure = "@@failed ";

    /// <summary>The errors, each with its place, including one that made the whole run fail.</summary>
    internal IReadOnlyList<string> Failures { get; } =
    [
        .. result
            .Output.Split('\n')
            .Where(line => line.StartsWith(Failure, StringComparison.Ordinal))
            .Select(line => line[Failure.Length..]),
        .. result.ExitCode == 0 && result.Errors.Length == 0 ? Array.Empty<string>() : [$"exit code {result.ExitCode}: {result.Errors}"],
    ];

    /// <summary>The number of started parts.</summary>
    internal int Parts { get; } = result.Output.Split(Begin).Length - 1;

    /// <summary>The output of a part, without blank lines; the path of the database is replaced by the one on the pages.</summary>
    internal IReadOnlyList<string> OutputOf(string place) =>
    [
        .. result.Output.Split(Begin).Single(part => part.StartsWith(place + "\n", StringComparison.Ordinal)).Split('\n').Skip(1)
            .Select(line => line.TrimEnd().Replace(database, "/home/me/demo.db/default", StringComparison.Ordinal))
            .Where(line => line.Length > 0),
    ];
}
