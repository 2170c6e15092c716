namespace Milvus.Core.Calls;

/// <summary>The settings of a write or a delete.</summary>
internal sealed class RowWrite
{
    internal static RowWrite Default { get; } = new();

    /// <summary>The partition; null for the default one, or that of the partition key.</summary>
    internal string? Partition { get; init; }

    /// <summary>The namespace of a collection that has namespaces.</summary>
    internal string? Namespace { get; init; }

    /// <summary>The operation for each array field of a partial upsert: replace, array_append or array_remove.</summary>
    internal IReadOnlyDictionary<string, string>? FieldOperations { get; init; }

    /// <summary>The consistency level of a delete by filter; null for the server's default.</summary>
    internal string? ConsistencyLevel { get; init; }

    internal UnknownOutcome OnUnknownOutcome { get; init; }
}
