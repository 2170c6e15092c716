using System.Text.RegularExpressions;

namespace Milvus.Client.Errors;

/// <summary>
/// The recommended action for a filter with operators of PowerShell, or with a placeholder without a value. Servers repeat the filter in
/// their reason.
/// </summary>
internal static partial class FilterAdvice
{
    /// <summary>The action; null if the filter has neither.</summary>
    internal static string? Find(string errorId, string reason) => errorId != MilvusErrorId.FilterSyntax ? null
        : Template().Match(reason) is { Success: true } missing
            ? $"Specify the value of the placeholder: -FilterParameter @{{ {missing.Groups[1].Value} = ... }}."
        : PowerShellOperator().Match(reason) is { Success: true } found
            ? $"{found.Value} is an operator of PowerShell. The filter language has ==, !=, <, <=, >, >=, in, like, and, or, not. "
                + "-Where { $_.price -lt 3 } takes the operators of PowerShell; -Filter takes 'price < 3'."
            : null;

    [GeneratedRegex(@"template variable name \{(\w+)\} is not found")]
    private static partial Regex Template();

    [GeneratedRegex(
        @"(?<=^|[\s(])-[ci]?(eq|ne|lt|le|gt|ge|like|notlike|match|notmatch|in|notin|contains|and|or|not)(?=[\s(])",
        RegexOptions.IgnoreCase)]
    private static partial Regex PowerShellOperator();
}
