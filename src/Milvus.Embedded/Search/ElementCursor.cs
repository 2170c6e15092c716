using System.Globalization;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Protocol;

namespace Milvus.Embedded.Search;

/// <summary>The last element that an iterator over elements returned. The next page begins after it.</summary>
internal sealed class ElementCursor
{
    private const string KeyName = "query_iter_last_pk";
    private const string OffsetName = "query_iter_last_element_offset";

    private readonly Column _key;
    private readonly long _element;

    private ElementCursor(Column key, long element)
    {
        _key = key;
        _element = element;
    }

    /// <summary>The cursor of a query; null if it has none.</summary>
    public static ElementCursor? Of(CollectionEntry collection, IReadOnlyCollection<KeyValuePair> given, bool iterating)
    {
        var key = given.Find(KeyName);
        var offset = given.Find(OffsetName);
        if (key is null && offset is null)
        {
            return null;
        }

        if (!iterating)
        {
            throw MilvusError.Parameter(
                $"invalid query iterator cursor params: {KeyName} and {OffsetName} can only be used when iterator=true");
        }

        if (key is null || offset is null)
        {
            throw MilvusError.Parameter($"incomplete query iterator cursor params: {KeyName} and {OffsetName} must be provided together, "
                + $"has_last_pk={Normalize(key)}, has_last_element_offset={Normalize(offset)}");
        }

        if (!long.TryParse(offset, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var element) || element < 0)
        {
            throw MilvusError.Parameter("value for query iterator last element offset is invalid", "non-negative int value", offset);
        }

        return new ElementCursor(KeyOf(collection.PrimaryKey, key), element);
    }

    /// <summary>Whether an element comes after the cursor.</summary>
    public bool IsBefore(Column keys, int row, int element)
    {
        var order = Compare(keys, row);
        return order < 0 || (order == 0 && element > _element);
    }

    private int Compare(Column keys, int row) => (_key, keys) switch
    {
        (ValueColumn<long> last, ValueColumn<long> all) => last[0].CompareTo(all[row]),
        (ValueColumn<string> last, ValueColumn<string> all) => Utf8Order.Compare(last[0], all[row]),
        _ => throw new InvalidOperationException("a key is a number or a text"),
    };

    private static Column KeyOf(FieldSchema field, string text)
    {
        if (field.DataType == DataType.VarChar)
        {
            return KeyColumn.Of(field, [text]);
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var key)
            ? KeyColumn.Of(field, [key])
            : throw MilvusError.Parameter("value for query iterator last primary key is invalid", "int64 primary key", text);
    }

    private static string Normalize(string? given) => given is null ? "false" : "true";
}
