namespace Milvus.Embedded.Index.Scalar;

/// <summary>
/// Rows by the values they have, in the order of the values. A row can have several, as an array has, or none. Never changes.
/// </summary>
internal sealed class SortedKeys<T>(IComparer<T> order)
{
    private readonly T[] _keys = [];
    private readonly int[] _rows = [];

    private SortedKeys(IComparer<T> order, T[] keys, int[] rows)
        : this(order)
    {
        _keys = keys;
        _rows = rows;
    }

    /// <summary>The same with more rows, each larger than those there are.</summary>
    public SortedKeys<T> With(List<T> keys, List<int> rows)
    {
        T[] newKeys = [.. keys];
        int[] newRows = [.. rows];
        Array.Sort(newKeys, newRows, order);
        return _keys.Length == 0 ? new SortedKeys<T>(order, newKeys, newRows) : Merge(newKeys, newRows);
    }

    /// <summary>The rows with a value from one to another, both included; none if they are more than <paramref name="most"/>.</summary>
    public ReadOnlySpan<int> FindRange(in KeyRange<T> range, int most, out bool tooMany)
    {
        var from = range.HasFrom ? First(range.From, after: false) : 0;
        var to = range.HasTo ? First(range.To, after: true) : _keys.Length;
        tooMany = to - from > most;
        return tooMany || to <= from ? [] : _rows.AsSpan(from..to);
    }

    /// <summary>The place of the first value that is not below the key, or is above it.</summary>
    private int First(T key, bool after)
    {
        var (low, high) = (0, _keys.Length);
        while (low < high)
        {
            var middle = (int)((uint)(low + high) / 2);
            var compared = order.Compare(_keys[middle], key);
            (low, high) = compared < 0 || (after && compared == 0) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private SortedKeys<T> Merge(T[] newKeys, int[] newRows)
    {
        var keys = new T[_keys.Length + newKeys.Length];
        var rows = new int[keys.Length];
        var (mine, other) = (0, 0);
        for (var place = 0; place < keys.Length; place++)
        {
            var takeMine = other == newKeys.Length || (mine < _keys.Length && order.Compare(_keys[mine], newKeys[other]) <= 0);
            (keys[place], rows[place]) = takeMine ? (_keys[mine], _rows[mine++]) : (newKeys[other], newRows[other++]);
        }

        return new SortedKeys<T>(order, keys, rows);
    }
}
