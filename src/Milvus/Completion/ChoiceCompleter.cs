namespace Milvus.Completion;

/// <summary>
/// Completes the values of a parameter. Every cmdlet converts values to the spelling of the list, because servers are case-sensitive and
/// PowerShell is not.
/// </summary>
public abstract class ChoiceCompleter : ListCompleter
{
    /// <summary>
    /// Whether the list is closed by the contract of the servers. A closed list refuses other values. An open list sends them unchanged:
    /// a server may support values that are not in the list yet.
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

/// <summary>Completes an open list: servers may support more values.</summary>
public abstract class OpenListCompleter : ChoiceCompleter
{
    /// <inheritdoc/>
    internal sealed override bool IsClosed => false;
}
