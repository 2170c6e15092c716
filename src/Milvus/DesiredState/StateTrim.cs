using System.Collections;

namespace Milvus.DesiredState;

/// <summary>Leaves out of an exported state what says nothing: empty texts and tables, and what a server has from the beginning.</summary>
internal static class StateTrim
{
    // What an object is not, if a file does not say it.
    private static readonly string[] _markers = ["primaryKey", "autoId", "partitionKey", "clusteringKey", "enableNamespace"];

    // A list that can be complete stays, so that the file can say so.
    private static readonly string[] _parts = ["functions", "fields", "transferFrom", "transferTo", "outputFields"];

    internal static StateObject Trim(StateObject state)
    {
        var trimmed = new StateObject(state.Kind, state.Path);
        foreach (var key in state.Kind.Keys.Where(key => state.Find(key.Name) is { } value && !IsEmpty(key, value)))
        {
            trimmed.Set(
                key.Name,
                key.Value == StateValue.Items
                    ? state.GetItems(key.Name).Where(item => !IsOfServer(item)).Select(Trim).ToArray()
                    : state.Find(key.Name));
        }

        return trimmed;
    }

    private static bool IsEmpty(StateKey key, object value) => value switch
    {
        string text => text.Length == 0,
        bool flag => !flag && _markers.Contains(key.Name),
        IReadOnlyDictionary<string, string> table => table.Count == 0,
        ICollection list => list.Count == 0 && _parts.Contains(key.Name),
        _ => false,
    };

    private static bool IsOfServer(StateObject item) =>
        item.Kind == StateKinds.ResourceGroup && PresentAccess.BuiltIn.Contains(item.Name);
}
