using System.Collections;
using System.Globalization;

namespace Milvus.DesiredState;

/// <summary>Values of a state as plans show them.</summary>
internal static class StateText
{
    /// <summary>A value; null for none.</summary>
    internal static string? Of(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        StateObject state => Of(state),
        IEnumerable<StateObject> items => string.Join(", ", items.Select(item => item.Name)),
        IReadOnlyDictionary<string, string> table => string.Join(", ", table.Select(pair => $"{pair.Key}={pair.Value}")),
        IEnumerable list => string.Join(", ", list.Cast<object>()),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>The name of a grant: its privilege and its object. The type of the object is left out if it follows from the
    /// privilege.</summary>
    internal static string OfGrant(StateObject grant, string database)
    {
        var type = grant.FindText("objectType") is { } named && named != AccessSteps.UsualTypeOf(grant.Name) ? named : null;
        return string.Join(
            ' ',
            new[] { grant.Name, "on", type, grant.FindText("object"), "in", database }.Where(word => word is { Length: > 0 }));
    }

    // The words that say most of a new object.
    private static string Of(StateObject state)
    {
        var words = state.Kind.Keys
            .Where(key => !key.IsIdentity && key.EntryKind is null && key.Name != "description" && state.Has(key.Name))
            .Where(key => key.Name is not ("indexes" or "grants"))
            .Select(key => (key.Name, Text: state.Find(key.Name) is false ? null : Of(state.Find(key.Name))))
            .Where(word => word.Text is { Length: > 0 })
            .Select(word => word.Name is "type" or "indexType" ? word.Text! : $"{word.Name}: {word.Text}");
        return string.Join("; ", words);
    }
}
