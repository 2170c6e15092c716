namespace Milvus;

/// <summary>Rows on their way to the server, as typed columns.</summary>
internal sealed class RowBatch(Collection schema, bool forUpsert = false, Func<object, object>? unwrap = null)
{
    internal Collection Schema { get; } = schema;

    internal bool ForUpsert { get; } = forUpsert;

    internal Func<object, object>? Unwrap { get; } = unwrap;

    internal int Count { get; private set; }

    internal long ByteSize { get; private set; }

    internal void Add(IEnumerable<KeyValuePair<string, object?>> row)
    {
        ArgumentNullException.ThrowIfNull(row);
        Count++;
    }

    internal void Clear()
    {
        Count = 0;
        ByteSize = 0;
    }
}
