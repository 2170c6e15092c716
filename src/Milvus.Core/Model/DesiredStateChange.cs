namespace Milvus;

/// <summary>A step of a plan that makes a server equal to its desired state.</summary>
public sealed class DesiredStateChange : MilvusObject
{
    /// <summary>What the step does.</summary>
    public DesiredStateAction Action { get; set; }

    /// <summary>The kind of the object: Collection, Field, Index, Alias, Role, Grant and so on.</summary>
    public string Kind { get; set; } = string.Empty;

    /// <summary>The name of the object; that of a field, an index or a partition begins with its collection.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The property that differs; null if the whole object is added, replaced or removed.</summary>
    public string? Property { get; set; }

    /// <summary>The present value; null if there is none.</summary>
    public string? Present { get; set; }

    /// <summary>The desired value; null if there is to be none.</summary>
    public string? Desired { get; set; }

    /// <summary>What the step loses, or interrupts; null if it loses nothing. Such a step requires -Force.</summary>
    public string? Loss { get; set; }

    /// <summary>The action, the kind and the name.</summary>
    public override string ToString() => $"{Action} {Kind} {Name}{(Property is null ? string.Empty : $" {Property}")}";
}
