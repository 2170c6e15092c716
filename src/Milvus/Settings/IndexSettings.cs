using Milvus.Core.Types;

namespace Milvus.Settings;

/// <summary>The parameters of index types as settings.</summary>
internal static class IndexSettings
{
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
            IndexTypes =
                names.Find(other => other != name && other.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } other
                    ? [.. IndexTypes.All.Where(type => Has(type, name) && !Has(type, other)).Select(type => type.Name)]
                    : [],
        });

        bool Has(IndexType type, string name) => NamesOf([type], phase).Contains(name);
    }

    private static IEnumerable<string> NamesOf(IEnumerable<IndexType> types, ParameterPhase phase) =>
        types.SelectMany(type => type.GetParameters(phase)).Select(rule => rule.Name).Distinct();
}
