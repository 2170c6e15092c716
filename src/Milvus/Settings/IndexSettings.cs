using Milvus.Core.Types;

namespace Milvus.Settings;

/// <summary>The parameters of index types as settings.</summary>
internal static class IndexSettings
{
    private const int MaxNamedTypes = 4;

    /// <summary>The index types that have a parameter; empty for a parameter that does not belong to index types.</summary>
    internal static IReadOnlyList<string> ListUsers(ParameterPhase phase, string name) =>
        [.. IndexTypes.All.Where(type => Has(type, phase, name)).Select(type => type.Name)];

    /// <summary>
    /// The warning about a parameter that an index ignores, because it belongs to other types; null if the type has the parameter, or if
    /// the server chooses the type.
    /// </summary>
    /// <param name="place">The name of the table in the warning, for example -Parameter.</param>
    /// <param name="name">The parameter.</param>
    /// <param name="users">The index types that have it.</param>
    /// <param name="indexType">The type of the index.</param>
    internal static string? DescribeUnused(string place, string name, IReadOnlyList<string> users, string indexType)
    {
        if (users.Count == 0 || IndexTypes.Find(indexType) is not { Name: not IndexTypes.Auto } type || users.Contains(type.Name))
        {
            return null;
        }

        var named = string.Join(", ", users.Take(MaxNamedTypes)) + (users.Count > MaxNamedTypes ? " and others" : string.Empty);
        return $"{place}: {name} is a parameter of {named}, but not of {type.Name}, which ignores it.";
    }

    /// <summary>The parameters of one phase, each once.</summary>
    /// <remarks>
    /// Some names differ only in case, such as M and m. Each then belongs to the index types that have only this one. Types with both use
    /// the spelling of the user.
    /// </remarks>
    internal static IEnumerable<Setting> ReadSettings(ParameterPhase phase)
    {
        var names = NamesOf(IndexTypes.All, phase).ToList();
        return names.Select(name => new Setting(name)
        {
            UsedBy = ListUsers(phase, name),
            IndexTypes =
                names.Find(other => other != name && other.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } other
                    ? [.. IndexTypes.All.Where(type => Has(type, phase, name) && !Has(type, phase, other)).Select(type => type.Name)]
                    : [],
        });
    }

    private static bool Has(IndexType type, ParameterPhase phase, string name) => NamesOf([type], phase).Contains(name);

    private static IEnumerable<string> NamesOf(IEnumerable<IndexType> types, ParameterPhase phase) =>
        types.SelectMany(type => type.GetParameters(phase)).Select(rule => rule.Name).Distinct();
}
