using Milvus.Completion;

namespace Milvus.Values;

/// <summary>Spells a value as its list does.</summary>
internal static class Choices
{
    /// <exception cref="MilvusException">The list is closed and does not have the value.</exception>
    internal static string Spell(ChoiceCompleter list, string value, string place, Hints hints)
    {
        if (list.Find(value) is { } known)
        {
            return known;
        }

        if (list.IsClosed)
        {
            var near = NearName.Of(value, list.All) is { } name ? $" Did you mean {name}?" : string.Empty;
            throw new MilvusException(
                MilvusErrorId.InvalidArgument,
                $"{place} cannot be '{value}'.{near} It can be: {string.Join(", ", list.All)}.");
        }

        hints.ReportUnknown(place, value, list.All);
        return value;
    }
}
