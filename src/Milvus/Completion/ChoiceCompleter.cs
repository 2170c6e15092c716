namespace Milvus.Completion;

/// <summary>
/// Completes the values that a parameter can have. Every cmdlet spells what it is given as the list does, because servers tell capital
/// letters from small ones where PowerShell does not.
/// </summary>
public abstract class ChoiceCompleter : ListCompleter
{
    /// <summary>
    /// Whether the contract of the servers fixes the list. Other values are then refused. In an open list they are sent as they are:
    /// a server may have values that the list does not have yet.
    /// </summary>
    internal abstract bool IsClosed { get; }

    /// <summary>The values, as servers spell them.</summary>
    internal IReadOnlyList<string> All => Values;

    /// <summary>A value as servers spell it; null for one that is not in the list.</summary>
    internal virtual string? Find(string value) => Values.FirstOrDefault(known => known.Equals(value, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Completes a list that the contract of the servers fixes.</summary>
public abstract class ClosedListCompleter : ChoiceCompleter
{
    /// <inheritdoc/>
    internal sealed override bool IsClosed => true;
}

/// <summary>Completes a list that servers may have more of.</summary>
public abstract class OpenListCompleter : ChoiceCompleter
{
    /// <inheritdoc/>
    internal sealed override bool IsClosed => false;
}
