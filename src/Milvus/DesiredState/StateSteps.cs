namespace Milvus.DesiredState;

/// <summary>The order of the steps of a plan, and which of them are done by one.</summary>
internal static class StateSteps
{
    // What others need comes first, and is removed last.
    private static readonly string[] _order =
        ["Database", "ResourceGroup", "PrivilegeGroup", "Privilege", "Role", "Grant", "User", "RoleMember", "Collection", "Field",
            "Function", "Partition", "Index", "Alias"];

    /// <summary>The groups of steps, each done together, in their order.</summary>
    internal static IReadOnlyList<IReadOnlyList<PlannedChange>> Arrange(IEnumerable<PlannedChange> steps)
    {
        var all = steps.ToList();
        var rebuilt = all.Where(step => step.IsRebuild).Select(CollectionOf).ToHashSet();
        return
        [
            .. all
                .Select((step, i) => (Step: step, Group: GroupOf(step, i, rebuilt)))
                .GroupBy(pair => pair.Group, pair => pair.Step)
                .Select(group => group.ToList())
                .OrderBy(group => group[0].Action == DesiredStateAction.Remove && !group.Exists(step => step.IsRebuild))
                .ThenBy(group => group[0].Action == DesiredStateAction.Remove && !group.Exists(step => step.IsRebuild)
                    ? -PhaseOf(group)
                    : PhaseOf(group)),
        ];
    }

    private static int PhaseOf(List<PlannedChange> group) => group.Min(step => Array.IndexOf(_order, step.Kind));

    private static string CollectionOf(PlannedChange step) => $"{step.Database}/{step.Collection!.Name}";

    private static string GroupOf(PlannedChange step, int number, HashSet<string> rebuilt) => step.Kind switch
    {
        // A new collection is created with the new fields, functions, settings and indexes.
        "Collection" or "Field" or "Function" or "Index"
            when step.Collection is not null && step.Action != DesiredStateAction.None && rebuilt.Contains(CollectionOf(step)) =>
            $"rebuild {CollectionOf(step)}",
        "Index" when step.Action == DesiredStateAction.Replace => $"index {step.Database}/{step.Name}",
        "ResourceGroup" when step.Action == DesiredStateAction.Change => $"group {step.Name}",
        _ => $"step {number}",
    };
}
