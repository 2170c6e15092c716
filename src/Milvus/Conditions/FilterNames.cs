using System.Text.RegularExpressions;

namespace Milvus.Conditions;

/// <summary>The names in a filter that can be fields, for hints. The server parses the filter itself.</summary>
internal static partial class FilterNames
{
    private static readonly HashSet<string> _words = new(StringComparer.OrdinalIgnoreCase)
    {
        "and", "or", "not", "in", "like", "is", "null", "exists", "true", "false", "iso", "interval",
    };

    /// <summary>Names outside of quotes, brackets and placeholders that are not words of the language or functions.</summary>
    internal static IEnumerable<string> Find(string filter) => Name()
        .Matches(Text().Replace(filter, " "))
        .Select(match => match.Value)
        .Where(name => !_words.Contains(name))
        .Distinct(StringComparer.Ordinal);

    /// <summary>The keys of the dynamic field that a filter names as $meta["key"].</summary>
    internal static IEnumerable<string> FindKeys(string filter) =>
        Key().Matches(filter).Select(match => match.Groups["key"].Value).Distinct(StringComparer.Ordinal);

    [GeneratedRegex("""\$meta\["(?<key>[^"\\]+)"\]""")]
    private static partial Regex Key();

    [GeneratedRegex("""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\{[^{}]*\}""", RegexOptions.Singleline)]
    private static partial Regex Text();

    [GeneratedRegex(@"(?<![\w.$\]-])[A-Za-z_]\w*(?!\w|\s*\()")]
    private static partial Regex Name();
}
