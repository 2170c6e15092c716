using Milvus.Names;

namespace Milvus.DesiredState;

/// <summary>The words for names that do not exist.</summary>
internal static class StateHints
{
    private const int MaxListed = 20;

    internal static string Unknown(string name, string what, IEnumerable<string> known)
    {
        var names = known.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var near = NearName.Find(name, names) is { } word ? $" Did you mean {word}?" : string.Empty;
        var list = names.Count is > 0 and <= MaxListed ? $" There are {string.Join(", ", names)}." : string.Empty;
        return $"the {what} '{name}' does not exist.{near}{list}";
    }
}
