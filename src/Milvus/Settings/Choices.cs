using Milvus.Completion;
using Milvus.Names;

namespace Milvus.Settings;

/// <summary>Converts a value to the spelling of its list.</summary>
internal static class Choices
{
    /// <exception cref="MilvusException">The list is closed and does not contain the value.</exception>
    internal static string Spell(ChoiceCompleter list, string value, string place, Hints hints)
    {
        if (list.Find(value) is { } known)
        {
            return known;
        }

        if (list.IsClosed)
        {
            var near = NearName.Find(value, list.All) is { } name ? $" Did you mean {name}?" : string.Empty;
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"{place} cannot be '{value}'.{near} It can be: {string.Join(", ", list.All)}.");
        }

        hints.ReportUnknown(place, value, list.All);
        return value;
    }
}
