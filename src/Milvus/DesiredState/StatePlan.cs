namespace Milvus.DesiredState;

/// <summary>A desired state, what there is of it, and the steps between them.</summary>
/// <param name="Desired">The state of the file.</param>
/// <param name="Present">The state of the server, as far as the file names it.</param>
/// <param name="Changes">The steps, and one without an action for each object that is as it should be.</param>
internal sealed record StatePlan(StateObject Desired, StateObject Present, IReadOnlyList<PlannedChange> Changes)
{
    /// <summary>The steps that change something.</summary>
    internal IEnumerable<PlannedChange> Steps => Changes.Where(change => change.Action != DesiredStateAction.None);
}
