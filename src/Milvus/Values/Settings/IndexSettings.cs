using Milvus.Types;

namespace Milvus.Values;

/// <summary>The parameters of index types as settings.</summary>
internal static class IndexSettings
{
    /// <summary>The parameters of one phase, each once.</summary>
    /// <remarks>
    /// Of names that differ only in case, M and m, each is of the index types that have it and not the other; types with both take them
    /// as they are written.
    /// </remarks>
    internal static IEnumerable<Setting> Of(ParameterPhase phase)
    {
        var names = NamesOf(IndexTypes.All, phase).ToList();
        return names.Select(name => new Setting(name)
        {
            IndexTypes =
                names.Find(other => other != name && other.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } other
                    ? [.. IndexTypes.All.Where(type => Has(type, name) && !Has(type, other)).Select(type => type.Name)]
                    : [],
        });

        bool Has(IndexType type, string name) => NamesOf([type], phase).Contains(name);
    }

    private static IEnumerable<string> NamesOf(IEnumerable<IndexType> types, ParameterPhase phase) =>
        types.SelectMany(type => type.ParametersOf(phase)).Select(rule => rule.Name).Distinct();
}
