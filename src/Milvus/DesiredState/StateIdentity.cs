namespace Milvus.DesiredState;

/// <summary>Whether two objects of a list are the same one, although they may differ.</summary>
internal static class StateIdentity
{
    /// <summary>The present object that a desired one describes; null if there is none.</summary>
    internal static StateObject? FindIn(IReadOnlyList<StateObject> present, StateObject desired)
    {
        if (desired.Kind != StateKinds.Index)
        {
            return present.FirstOrDefault(there => IsSame(there, desired));
        }

        // Only a JSON field has several indexes, each for a path. Some servers do not keep the name of an index.
        var onField = present.Where(there => there.FindText("field") == desired.FindText("field")).ToList();
        return onField.Find(there => desired.FindText(StateKind.NameKey) is { } name && there.FindText(StateKind.NameKey) == name)
            ?? onField.Find(there => GetJsonPath(there) == GetJsonPath(desired));
    }

    /// <summary>Whether two objects of one kind have the same identity. A key that one of them does not have is not compared.</summary>
    internal static bool IsSame(StateObject one, StateObject other) => one.Kind.Keys
        .Where(key => key.IsIdentity)
        .All(key => !one.Has(key.Name) || !other.Has(key.Name) || Equals(one.Find(key.Name), other.Find(key.Name)));

    private static string GetJsonPath(StateObject index) =>
        index.FindTable("parameters")?.GetValueOrDefault("json_path") ?? string.Empty;
}
