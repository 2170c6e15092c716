namespace Milvus.DesiredState;

/// <summary>Puts a desired object over a present one: what the desired one does not name stays.</summary>
internal static class StateMerge
{
    internal static StateObject Merge(StateObject desired, StateObject present)
    {
        var merged = new StateObject(desired.Kind, desired.Path);
        foreach (var key in desired.Kind.Keys)
        {
            merged.Set(key.Name, MergeValue(key, desired, present));
        }

        return merged;
    }

    private static object? MergeValue(StateKey key, StateObject desired, StateObject present)
    {
        if (key.Name == "parameters" && HasOtherType(desired, present))
        {
            // An index type does not have the parameters of another one.
            return desired.Find(key.Name);
        }

        if (!desired.Has(key.Name) || !present.Has(key.Name))
        {
            return desired.Find(key.Name) ?? present.Find(key.Name);
        }

        var isComplete = desired.Complete.Contains(key.Name);
        return key.Value switch
        {
            StateValue.Items => MergeItems(desired.GetItems(key.Name), present.GetItems(key.Name), isComplete),
            StateValue.Table => MergeTables(desired.FindTable(key.Name)!, present.FindTable(key.Name)!, isComplete),
            StateValue.Names when key.EntryKind is not null && !isComplete =>
                present.FindNames(key.Name)!.Union(desired.FindNames(key.Name)!, StringComparer.Ordinal).ToArray(),
            _ => desired.Find(key.Name),
        };
    }

    private static bool HasOtherType(StateObject desired, StateObject present) =>
        desired.FindText("indexType") is { } type
        && !type.Equals(present.FindText("indexType"), StringComparison.OrdinalIgnoreCase);

    // Present objects keep their order, because it is that of fields in rows.
    private static StateObject[] MergeItems(IReadOnlyList<StateObject> desired, IReadOnlyList<StateObject> present, bool isComplete)
    {
        var matches = desired.ToDictionary(item => item, item => StateIdentity.FindIn(present, item));
        var kept = present
            .Select(there => (There: there, Wanted: desired.FirstOrDefault(item => matches[item] == there)))
            .Where(pair => pair.Wanted is not null || !isComplete)
            .Select(pair => pair.Wanted is null ? pair.There : Merge(pair.Wanted, pair.There));
        return [.. kept, .. desired.Where(item => matches[item] is null)];
    }

    private static SortedDictionary<string, string> MergeTables(
        IReadOnlyDictionary<string, string> desired, IReadOnlyDictionary<string, string> present, bool isComplete)
    {
        var merged = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in isComplete ? desired : present.Concat(desired))
        {
            merged[name] = value;
        }

        return merged;
    }
}
