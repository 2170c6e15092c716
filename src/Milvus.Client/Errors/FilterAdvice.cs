using System.Text.RegularExpressions;

namespace Milvus.Client.Errors;

/// <summary>The recommended action for a filter with operators of PowerShell. Servers repeat the filter in their reason.</summary>
internal static partial class FilterAdvice
{
    /// <summary>The action; null if the filter has no such operator.</summary>
    internal static string? Find(string errorId, string reason) =>
        errorId == MilvusErrorId.FilterSyntax && PowerShellOperator().Match(reason) is { Success: true } found
            ? $"{found.Value} is an operator of PowerShell. The filter language has ==, !=, <, <=, >, >=, in, like, and, or, not. "
                + "-Where { $_.price -lt 3 } takes the operators of PowerShell; -Filter takes 'price < 3'."
            : null;

    [GeneratedRegex(
        @"(?<=^|[\s(])-[ci]?(eq|ne|lt|le|gt|ge|like|notlike|match|notmatch|in|notin|contains|and|or|not)(?=[\s(])",
        RegexOptions.IgnoreCase)]
    private static partial Regex PowerShellOperator();
}
