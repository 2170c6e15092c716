namespace Milvus.DesiredState;

/// <summary>A step of a plan with what its application needs.</summary>
/// <param name="Action">What it does.</param>
/// <param name="Kind">The kind of the object.</param>
/// <param name="Name">The name of the object, as plans show it.</param>
internal sealed record PlannedChange(DesiredStateAction Action, string Kind, string Name)
{
    /// <summary>The database of the object; null for objects of the server.</summary>
    internal string? Database { get; init; }

    /// <summary>The property that differs; null for the whole object.</summary>
    internal string? Property { get; init; }

    internal string? PresentText { get; init; }

    internal string? DesiredText { get; init; }

    /// <summary>What is lost; null for nothing.</summary>
    internal string? Loss { get; init; }

    /// <summary>The object as it should be; null if it is removed.</summary>
    internal StateObject? Desired { get; init; }

    /// <summary>The object as it is; null if it is added.</summary>
    internal StateObject? Present { get; init; }

    /// <summary>The object of whose list it is an entry; null for the lists of the file.</summary>
    internal StateObject? Owner { get; init; }

    /// <summary>The key that differs; null for the whole object.</summary>
    internal StateKey? Key { get; init; }

    /// <summary>The entry of a table or of a list of names.</summary>
    internal string? Entry { get; init; }

    /// <summary>Whether the collection must be filled again.</summary>
    internal bool IsRebuild { get; init; }

    /// <summary>The rows that are lost or moved; null if the step does neither.</summary>
    internal StateRowCount? Rows { get; init; }

    /// <summary>Whether -Force is required.</summary>
    internal bool RequiresForce => Action is DesiredStateAction.Replace or DesiredStateAction.Remove;

    /// <summary>The collection of the object, if it is one or a part of one; otherwise null.</summary>
    internal StateObject? Collection => new[] { Desired, Present, Owner }.FirstOrDefault(one => one?.Kind == StateKinds.Collection);

    /// <summary>The step as users see it.</summary>
    internal DesiredStateChange ToChange() => new()
    {
        Action = Action,
        Kind = Kind,
        Name = Name,
        Property = Property,
        Present = PresentText,
        Desired = DesiredText,
        Loss = Loss,
    };

    /// <summary>The step in confirmations.</summary>
    internal string Describe()
    {
        var what = $"{Action} {Kind} {Name}{(Property is null ? string.Empty : $", {Property}")}";
        var values = Action is DesiredStateAction.Change or DesiredStateAction.Replace && Property is not null
            ? $": {PresentText ?? "(none)"} becomes {DesiredText ?? "(none)"}"
            : string.Empty;
        return $"{what}{values}{(Loss is null ? string.Empty : $". Lost: {Loss}")}";
    }
}
