namespace Milvus.Embedded.Index.Scalar;

/// <summary>Rows sorted by their values; immutable. A row may have several values, such as those of an array, or none.</summary>
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

    /// <summary>A copy with additional rows; their numbers are higher than those of the existing rows.</summary>
    public SortedKeys<T> With(List<T> keys, List<int> rows)
    {
        T[] newKeys = [.. keys];
        int[] newRows = [.. rows];
        Array.Sort(newKeys, newRows, order);
        return _keys.Length == 0 ? new SortedKeys<T>(order, newKeys, newRows) : Merge(newKeys, newRows);
    }

    /// <summary>
    /// The rows with a value in the range. Empty, with <paramref name="tooMany"/> set, if they are more than <paramref name="most"/>.
    /// </summary>
    public ReadOnlySpan<int> FindRange(in KeyRange<T> range, int most, out bool tooMany)
    {
        var from = range.HasFrom ? First(range.From, after: false) : 0;
        var to = range.HasTo ? First(range.To, after: true) : _keys.Length;
        tooMany = to - from > most;
        return tooMany || to <= from ? [] : _rows.AsSpan(from..to);
    }

    /// <summary>
    /// The position of the first value that is not below the key; with <paramref name="after"/>, of the first one above it.
    /// </summary>
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
