using System.Text.RegularExpressions;

namespace Milvus.Client.Filters;

/// <summary>
/// The context of a {placeholder}: whether it must be a list, and the field that its value is compared with.
/// </summary>
/// <param name="TakesList">Whether it follows <c>in</c>, or is the list of a <c>contains_all</c> or <c>contains_any</c>.</param>
/// <param name="Field">The field; null if it is not compared with a field, or with a JSON key.</param>
/// <param name="IsElement">Whether it is compared with elements of that field.</param>
internal readonly partial record struct FilterPlace(bool TakesList, Field? Field, bool IsElement)
{
    private const string Operand = @"(?<name>[A-Za-z_]\w*)(?<path>(?:\s*\[[^\]]*\])*)";

    /// <summary>Reads the text around a {placeholder}.</summary>
    internal static FilterPlace Find(ReadOnlySpan<char> before, ReadOnlySpan<char> after, Collection? schema)
    {
        // Only the text near the placeholder matters, and a filter can be long.
        const int Near = 300;
        var left = before[Math.Max(0, before.Length - Near)..].ToString();
        var right = after[..Math.Min(after.Length, Near)].ToString();
        if (Contains().Match(left) is { Success: true } contains)
        {
            return FromMatch(contains, schema, contains.Groups["list"].Length > 0) with { IsElement = true };
        }

        if (In().Match(left) is { Success: true } membership)
        {
            return FromMatch(membership, schema, takesList: true);
        }

        var compared = ComparedLeft().Match(left) is { Success: true } first ? first : ComparedRight().Match(right);
        return FromMatch(compared, schema, takesList: false);
    }

    private static FilterPlace FromMatch(Match match, Collection? schema, bool takesList)
    {
        var name = match.Groups["name"].Value;
        return new FilterPlace(takesList, schema?.Field.FirstOrDefault(field => field.Name == name), match.Groups["path"].Length > 0);
    }

    [GeneratedRegex(
        @"\b(?:json|array)_contains(?<list>_all|_any)?\s*\(\s*" + Operand + @"\s*,\s*$",
        RegexOptions.IgnoreCase | RegexOptions.RightToLeft | RegexOptions.CultureInvariant
    )]
    private static partial Regex Contains();

    [GeneratedRegex(
        @"(?:" + Operand + @"\s+(?:not\s+)?|\W)in\s*$",
        RegexOptions.IgnoreCase | RegexOptions.RightToLeft | RegexOptions.CultureInvariant
    )]
    private static partial Regex In();

    [GeneratedRegex(Operand + @"\s*(?:==|!=|<=|>=|<|>)\s*$", RegexOptions.RightToLeft | RegexOptions.CultureInvariant)]
    private static partial Regex ComparedLeft();

    [GeneratedRegex(@"^\s*(?:==|!=|<=|>=|<|>)\s*" + Operand, RegexOptions.CultureInvariant)]
    private static partial Regex ComparedRight();
}
