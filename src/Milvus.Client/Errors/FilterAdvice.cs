using System.Text.RegularExpressions;

namespace Milvus.Client.Errors;

/// <summary>
/// The recommended action for a filter with operators of PowerShell, or with a placeholder without a value. Servers repeat the filter in
/// their reason.
/// </summary>
internal static partial class FilterAdvice
{
    /// <summary>The action; null if the filter has neither.</summary>
    internal static string? Find(string errorId, string reason) =>
        errorId is not (MilvusErrorId.FilterSyntax or MilvusErrorId.FieldNotFound or MilvusErrorId.InvalidArgument) ? null
        : FindUnquoted(reason) is { } text ? text
        : errorId != MilvusErrorId.FilterSyntax ? null
        : Template().Match(reason) is { Success: true } missing
            ? $"Specify the value of the placeholder: -FilterParameter @{{ {missing.Groups[1].Value} = ... }}."
        : PowerShellOperator().Match(reason) is { Success: true } found
            ? $"{found.Value} is an operator of PowerShell. The filter language has ==, !=, <, <=, >, >=, in, like, and, or, not. "
                + "-Where { $_.price -lt 3 } takes the operators of PowerShell; -Filter takes 'price < 3'."
            : null;

    // A word after an operator is a field for the server.
    private static string? FindUnquoted(string reason)
    {
        var name = MissingField().Match(reason) is { Success: true } missing
            ? missing.Groups[1].Value + missing.Groups[2].Value
            : null;
        return name is not null && Comparison().Matches(reason).FirstOrDefault(found => found.Groups[2].Value == name) is { } compared
            ? $"'{name}' is not a field. If a text is meant, it is in quotes: {Quote(compared.Groups[1].Value, name)}."
            : null;
    }

    private static string Quote(string left, string name) => left.EndsWith('[') ? $"{left}\"{name}\"]" : $"{left} \"{name}\"";

    [GeneratedRegex(@"\bfield ['""]?(\w+)['""]? (?:(?:does )?not exist|not found)|unknown field '(\w+)'")]
    private static partial Regex MissingField();

    [GeneratedRegex(@"(\w+(?:\[[^\]]*\])?\s*(?:==|!=|<=|>=|<|>|like|in\s*\[))\s*([A-Za-z_]\w*)", RegexOptions.IgnoreCase)]
    private static partial Regex Comparison();

    [GeneratedRegex(@"template variable name \{(\w+)\} is not found")]
    private static partial Regex Template();

    [GeneratedRegex(
        @"(?<=^|[\s(])-[ci]?(eq|ne|lt|le|gt|ge|like|notlike|match|notmatch|in|notin|contains|and|or|not)(?=[\s(])",
        RegexOptions.IgnoreCase)]
    private static partial Regex PowerShellOperator();
}
