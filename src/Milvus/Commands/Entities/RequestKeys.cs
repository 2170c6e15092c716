using Milvus.Core.Marshalling.Rows;
using Milvus.Values;

namespace Milvus.Commands.Entities;

/// <summary>
/// The keys of the rows of one upsert. Servers refuse a key that a request has twice, or store both rows, so the second row needs another
/// request, which replaces the first one.
/// </summary>
/// <param name="schema">The collection.</param>
internal sealed class RequestKeys(Collection schema)
{
    private readonly HashSet<object> _keys = [];
    private readonly RowBatch _converted = new(
        new Collection { Name = schema.Name, Field = [.. schema.Field.Where(field => field.PrimaryKey)] },
        forUpsert: true,
        EntityReader.Unwrap);

    /// <summary>The key of a row as it is sent; null if the row has none that fits, which is an error when it is added.</summary>
    internal object? Find(IEnumerable<KeyValuePair<string, object?>> row)
    {
        try
        {
            _converted.Add(row.Where(pair => pair.Key == schema.PrimaryKey?.Name));
            return _converted.GetKey(_converted.Count - 1);
        }
        catch (MilvusException)
        {
            return null;
        }
    }

    internal bool Contains(object? key) => key is not null && _keys.Contains(key);

    internal void Add(object? key)
    {
        if (key is not null)
        {
            _keys.Add(key);
        }
    }

    internal void Clear()
    {
        _keys.Clear();
        _converted.Clear();
    }
}
