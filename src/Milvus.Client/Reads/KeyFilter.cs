using System.Globalization;
using System.Text;
using Milvus.Client.Filters;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Client.Reads;

/// <summary>Conditions on the primary key.</summary>
internal static class KeyFilter
{
    /// <summary>The maximum size of the keys in a request, so that its text stays well below the server's limits.</summary>
    private const int MaxBytes = 1 << 20;

    /// <summary>Every row with a key above the last one; all rows for null.</summary>
    internal static string WriteAfter(Field key, object? last, string filter, bool inclusive = false)
    {
        var cursor = last is null
            ? key.Type == DataType.Int64 ? $"{key.Name} <= {long.MaxValue.ToString(CultureInfo.InvariantCulture)}" : $"{key.Name} >= \"\""
            : $"{key.Name} {(inclusive ? ">=" : ">")} {FilterLiteral.Write(last, key.Name)}";
        return filter.Length == 0 ? cursor : last is null ? filter : $"{cursor} and ({filter})";
    }

    /// <summary>The conditions for all keys, each with at most the maximum number of them.</summary>
    /// <exception cref="MilvusException">A key is not of the field's type.</exception>
    internal static IEnumerable<string> WriteIn(Field key, IReadOnlyList<object> ids, int maxKeys)
    {
        for (var at = 0; at < ids.Count;)
        {
            var chunk = new List<object>();
            for (var bytes = 0; at < ids.Count && chunk.Count < maxKeys && bytes < MaxBytes; at++)
            {
                var id = Convert(key, ids[at], at);
                bytes += id is string text ? Encoding.UTF8.GetByteCount(text) + 4 : 12;
                chunk.Add(id);
            }

            yield return WriteIn(key, chunk);
        }
    }

    /// <summary>The filter for the row with the largest INT64 key, if it passes another filter.</summary>
    internal static string WriteLargest(Field key, string filter)
    {
        var largest = $"{key.Name} == {long.MaxValue.ToString(CultureInfo.InvariantCulture)}";
        return filter.Length == 0 ? largest : $"({filter}) and {largest}";
    }

    /// <summary>
    /// The condition for some keys. Milvus 2.3 cannot read the smallest integer, and lists of Milvus Lite have no arithmetic.
    /// </summary>
    internal static string WriteIn(Field key, IEnumerable<object> keys)
    {
        var others = keys.ToList();
        var hasSmallest = others.RemoveAll(one => one is long.MinValue) > 0;
        var smallest = string.Create(CultureInfo.InvariantCulture, $"{key.Name} < {-long.MaxValue}");
        if (hasSmallest && others.Count == 0)
        {
            return smallest;
        }

        var text = new StringBuilder(key.Name).Append(" in ");
        FilterLiteral.WriteList(text, others);
        return hasSmallest ? $"({smallest} or {text})" : text.ToString();
    }

    /// <summary>Keys for a search.</summary>
    internal static Protocol.IDs ToIds(Field key, IReadOnlyList<object> ids)
    {
        var converted = ids.Select((id, row) => Convert(key, id, row));
        return key.Type == DataType.Int64
            ? new Protocol.IDs { IntId = new Protocol.LongArray { Data = { converted.Cast<long>() } } }
            : new Protocol.IDs { StrId = new Protocol.StringArray { Data = { converted.Cast<string>() } } };
    }

    /// <summary>The condition that excludes keys.</summary>
    internal static string WriteWithout(Field key, IReadOnlyCollection<object> keys, string filter)
    {
        if (keys.Count == 0)
        {
            return filter;
        }

        var expression = new StringBuilder(key.Name).Append(" not in ");
        FilterLiteral.WriteList(expression, keys);
        return filter.Length == 0 ? expression.ToString() : $"({filter}) and {expression}";
    }

    private static object Convert(Field key, object id, int row) =>
        key.Type == DataType.Int64 ? Scalars.ToInt64(key, DataType.Int64, row, id) : Scalars.ToText(key, row, id);
}
