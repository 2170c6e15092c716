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
            .Select(kind => $"{Name(kind.Key)} {Keys([.. kind])}");
        var count = differences.Count;
        return new MilvusException(
            MilvusErrorId.TransferMismatch,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{target} differs from {source} in {count:N0} {Counts.Noun(count, "row")}: {string.Join("; ", kinds)}."))
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

    private static string Keys(IReadOnlyList<RowDifference> differences)
    {
        var shown = differences
            .Take(MaxKeys)
            .Select(difference =>
            {
                var key = difference.Key is string text
                    ? $"'{TerminalText.ToLine(text)}'"
                    : string.Create(CultureInfo.InvariantCulture, $"{difference.Key}");
                return difference.Partition is null ? key : $"{key} in {difference.Partition}";
            });
        var rest = differences.Count - MaxKeys;
        return string.Join(", ", shown) + (rest > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {rest:N0} more") : string.Empty);
    }
}
