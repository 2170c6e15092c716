using Milvus.Completion;

namespace Milvus.DesiredState;

/// <summary>A key of the objects of a kind.</summary>
/// <param name="Name">The key, as files spell it.</param>
/// <param name="Value">The kind of its value.</param>
internal sealed record StateKey(string Name, StateValue Value)
{
    /// <summary>Whether an object without it is an error.</summary>
    internal bool IsRequired { get; init; }

    /// <summary>Whether it identifies the object, so that it cannot differ.</summary>
    internal bool IsIdentity { get; init; }

    /// <summary>The kind of the objects of a list.</summary>
    internal StateKind? Items { get; init; }

    /// <summary>What an entry of a list of names is; null for a list that is compared as a whole.</summary>
    internal string? EntryKind { get; init; }

    /// <summary>The entry that each object has without being named, so that it is never a difference; null if there is none.</summary>
    internal string? Implied { get; init; }

    /// <summary>The values that servers have.</summary>
    internal ChoiceCompleter? Choices { get; init; }

    /// <summary>Whether a difference needs a new collection, which gets the rows.</summary>
    internal bool IsRebuilt { get; init; }

    /// <summary>Whether entries are added and removed one by one, so that a file can be complete for them.</summary>
    internal bool HasEntries => Value is StateValue.Table or StateValue.Items || EntryKind is not null;
}
