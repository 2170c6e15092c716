using System.Management.Automation;

namespace Milvus.Values;

/// <summary>Matches the names of Get- cmdlets, with wildcards or literally.</summary>
internal static class NamePatterns
{
    /// <summary>
    /// Those of <paramref name="known"/> that match a pattern, in the order of the server. Null matches all. A name matches only itself if
    /// it exists: names of Milvus can differ only in case.
    /// </summary>
    internal static IEnumerable<T> Match<T>(IEnumerable<T> known, string? pattern, Func<T, string> nameOf)
    {
        if (pattern is null)
        {
            return known;
        }

        var all = known.ToList();
        var exact = all.Where(item => nameOf(item) == pattern).ToList();
        if (exact.Count > 0)
        {
            return exact;
        }

        var wildcard = Create(pattern);
        return all.Where(item => wildcard.IsMatch(nameOf(item)));
    }

    /// <summary>A pattern that ignores case.</summary>
    /// <exception cref="MilvusException">A bracket is not closed.</exception>
    internal static WildcardPattern Create(string pattern)
    {
        try
        {
            // PowerShell reads the pattern when it is used first.
            var created = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase);
            _ = created.IsMatch(string.Empty);
            return created;
        }
        catch (WildcardPatternException failure)
        {
            throw new MilvusException(MilvusErrorId.InvalidArgument, $"'{pattern}' is not a valid pattern of wildcards.", failure)
            {
                RecommendedAction = "Close the bracket, or write a backtick before it: '`[' is the letter itself.",
            };
        }
    }

    /// <summary>Whether one of some patterns is the name of a collection, or its database and name: archive/words.</summary>
    internal static bool Has(IReadOnlyList<string>? patterns, string database, string collection) =>
        patterns?.Any(pattern => Create(pattern) is var wildcard
            && (wildcard.IsMatch(collection) || wildcard.IsMatch($"{database}/{collection}"))) is true;

    /// <summary>Refuses wildcards in the name of a single object.</summary>
    internal static string CheckLiteral(string name, string parameter) => WildcardPattern.ContainsWildcardCharacters(name)
        ? throw new MilvusException(MilvusErrorId.InvalidArgument, $"-{parameter} does not accept wildcards, but '{name}' has one.")
        {
            RecommendedAction = "Pipe the objects from the corresponding Get- cmdlet instead.",
        }
        : name;
}
