using Milvus.Core.Calls;

namespace Milvus;

/// <summary>One of the searches of a hybrid search.</summary>
public sealed class SubSearch
{
    /// <summary>The vector field; null if the collection has only one.</summary>
    public string? Field => Query.Field;

    /// <summary>The number of hits for each query.</summary>
    public int Limit => Query.Limit;

    /// <summary>The filter for the rows to search.</summary>
    public string? Filter => Query.Filter;

    /// <summary>Its queries.</summary>
    public int QueryCount => Query.Count;

    internal VectorQuery Query { get; init; } = new();
}
