using System.Globalization;
using Milvus.Core.Errors;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Transfers;

/// <summary>The error of a transfer whose target differs: the number of rows, and the first keys of each kind.</summary>
internal static class DifferenceText
{
    private const int MaxKeys = 20;

    internal static MilvusException CreateError(
        string source,
        string target,
        IReadOnlyList<RowDifference> differences,
        string? action = null)
    {
        var kinds = differences
            .GroupBy(difference => difference.Kind)
            .OrderBy(kind => kind.Key)
            .Select(kind => Describe(Name(kind.Key), [.. kind]));
        var count = differences.Count;

        // The search for doubled rows ends after some.
        var least = differences.Count(difference => difference.Kind == DifferenceKind.Doubled) >= DoubledRows.MaxFound
            ? "at least "
            : string.Empty;
        return new MilvusException(
            MilvusErrorId.TransferMismatch,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{target} differs from {source} in {least}{count:N0} {Counts.Noun(count, "row")}: {string.Join("; ", kinds)}."))
        {
            RecommendedAction = action,
        };
    }

    private static string Name(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Missing => "missing",
        DifferenceKind.Unexpected => "not in the source",
        DifferenceKind.Doubled => "doubled",
        DifferenceKind.Changed => "changed",
        _ => "still changing in the source",
    };

    /// <summary>The first of some keys, and the number of the others.</summary>
    internal static string List(IReadOnlyList<object> keys) =>
        List(keys, key => key is string text
            ? $"'{TerminalText.ToLine(text)}'"
            : string.Create(CultureInfo.InvariantCulture, $"{key}"));

    private static string Describe(string what, IReadOnlyList<RowDifference> differences)
    {
        var keys = List(differences, difference =>
            List([difference.Key]) + (difference.Partition is null ? string.Empty : $" in {difference.Partition}"));
        return $"{Counts.Noun(differences.Count, "key", "keys")} {keys} {Counts.Noun(differences.Count, "is", "are")} {what}";
    }

    private static string List<T>(IReadOnlyList<T> all, Func<T, string> describe)
    {
        var rest = all.Count - MaxKeys;
        return string.Join(", ", all.Take(MaxKeys).Select(describe))
            + (rest > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {rest:N0} more") : string.Empty);
    }
}
