using Milvus.Protocol;

namespace Milvus.Embedded.Columns;

/// <summary>Columns of keys, which are numbers or texts.</summary>
internal static class KeyColumn
{
    /// <summary>Creates a column of keys, each a long or a string.</summary>
    public static Column Of(FieldSchema field, IEnumerable<object> keys)
    {
        var column = FieldColumns.Create(field);
        foreach (var key in keys)
        {
            Append(column, key);
        }

        return column;
    }

    /// <summary>Creates a column of the ids in a request.</summary>
    public static Column Of(FieldSchema field, IDs ids) => field.DataType == DataType.Int64
        ? Of(field, (ids.IntId?.Data ?? []).Cast<object>())
        : Of(field, ids.StrId?.Data ?? []);

    public static object Value(Column column, int row) =>
        column is ValueColumn<long> numbers ? numbers[row] : ((ValueColumn<string>)column)[row];

    /// <summary>Compares the keys of two rows: numbers by value, texts by their UTF-8 bytes, as filters do.</summary>
    public static int Compare(Column column, int left, int right) => column is ValueColumn<long> numbers
        ? numbers[left].CompareTo(numbers[right])
        : Utf8Order.Compare(((ValueColumn<string>)column)[left], ((ValueColumn<string>)column)[right]);

    private static void Append(Column column, object key)
    {
        if (column is ValueColumn<long> numbers)
        {
            numbers.Append((long)key);
        }
        else
        {
            ((ValueColumn<string>)column).Append((string)key);
        }
    }
}
