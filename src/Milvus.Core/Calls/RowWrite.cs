namespace Milvus;

/// <summary>How rows are written, or deleted.</summary>
internal sealed class RowWrite
{
    internal static RowWrite Default { get; } = new();

    /// <summary>The partition; null for the default one, or the one the partition key says.</summary>
    internal string? Partition { get; init; }

    /// <summary>The namespace of a collection that has namespaces.</summary>
    internal string? Namespace { get; init; }

    /// <summary>For each array field of a partial upsert what is done with it: replace, array_append or array_remove.</summary>
    internal IReadOnlyDictionary<string, string>? FieldOperations { get; init; }

    /// <summary>Which rows a delete by filter must see; null leaves it to the server.</summary>
    internal string? ConsistencyLevel { get; init; }

    internal UnknownOutcome OnUnknownOutcome { get; init; }
}
