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
        var replaced = all
            .Where(step => step.Action == DesiredStateAction.Replace)
            .Select(step => step.IsRebuild ? RebuildOf(step) : IndexOf(step))
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. all
                .Select((step, i) => (Step: step, Group: GroupOf(step, i, replaced)))
                .GroupBy(pair => pair.Group, pair => pair.Step)
                .Select(group => group.ToList())
                .OrderBy(IsRemoval)
                .ThenBy(group => IsRemoval(group) ? -PhaseOf(group) : PhaseOf(group)),
        ];
    }

    private static bool IsRemoval(List<PlannedChange> group) => group.TrueForAll(step => step.Action == DesiredStateAction.Remove);

    private static int PhaseOf(List<PlannedChange> group) => group.Min(step => Array.IndexOf(_order, step.Kind));

    private static string RebuildOf(PlannedChange step) => $"rebuild {step.Database}/{step.Collection!.Name}";

    private static string IndexOf(PlannedChange step) => $"index {step.Database}/{step.Name}";

    private static string GroupOf(PlannedChange step, int number, HashSet<string> replaced) => step.Kind switch
    {
        // A new collection is created with the new fields, functions, settings and indexes, and a new index with its settings.
        "Collection" or "Field" or "Function" or "Index"
            when step.Collection is not null && step.Action != DesiredStateAction.None && replaced.Contains(RebuildOf(step)) =>
            RebuildOf(step),
        "Index" when replaced.Contains(IndexOf(step)) => IndexOf(step),
        "ResourceGroup" when step.Action == DesiredStateAction.Change => $"group {step.Name}",
        _ => $"step {number}",
    };
}
