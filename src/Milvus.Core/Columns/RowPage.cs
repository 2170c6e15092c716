namespace Milvus;

/// <summary>Rows a query returned, read from its columns as they are asked for.</summary>
/// <param name="count">The number of rows.</param>
/// <param name="columns">The fields that have columns.</param>
/// <param name="dynamic">The dynamic keys of a row; null when none were returned.</param>
/// <param name="asked">
/// Names without a column that every row has, each with the dynamic key that has its value; null where a row lacks that.
/// </param>
/// <param name="rest">Whether a row has its other dynamic keys, too.</param>
internal sealed class RowPage(
    int count,
    IReadOnlyList<PageColumn> columns,
    Func<int, IReadOnlyDictionary<string, object?>>? dynamic,
    IReadOnlyList<KeyValuePair<string, string>> asked,
    bool rest)
{
    private readonly int _first;

    private RowPage(RowPage whole, int first, int count)
        : this(count, whole.Columns, whole.Dynamic, whole.Asked, whole.Rest) => _first = whole._first + first;

    internal int Count { get; } = count;

    /// <summary>The key of each row, where the page is part of a read by key.</summary>
    internal IReadOnlyList<object>? Keys { get; init; }

    /// <summary>The server's time of the page; 0 where the server does not say.</summary>
    internal ulong Session { get; init; }

    /// <summary>Where a read ends with a row; null where it cannot go on from there.</summary>
    internal ReadPosition? Position(int row) => Keys is null ? null : new ReadPosition(Keys[_first + row], Session);

    private IReadOnlyList<PageColumn> Columns { get; } = columns;

    private Func<int, IReadOnlyDictionary<string, object?>>? Dynamic { get; } = dynamic;

    private IReadOnlyList<KeyValuePair<string, string>> Asked { get; } = asked;

    private bool Rest { get; } = rest;

    /// <summary>Some rows of the page.</summary>
    internal RowPage Slice(int first, int count) => new(this, first, Math.Min(count, Count - first)) { Keys = Keys, Session = Session };

    /// <summary>
    /// The fields of a row: schema order, then the names that were asked for, then dynamic keys. Vectors are float[] (sparse:
    /// SortedDictionary of uint and float; binary:
    /// byte[]), JSON is Dictionary, object[], long, double, string, bool or null, arrays are arrays of their type.
    /// </summary>
    internal IEnumerable<KeyValuePair<string, object?>> Row(int i)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)i, (uint)Count);
        foreach (var column in Columns)
        {
            yield return new KeyValuePair<string, object?>(column.Name, column.Read(_first + i));
        }

        var keys = Dynamic?.Invoke(_first + i) ?? new Dictionary<string, object?>();
        foreach (var (name, key) in Asked)
        {
            yield return new KeyValuePair<string, object?>(name, keys.GetValueOrDefault(key));
        }

        foreach (var pair in Rest ? keys : new Dictionary<string, object?>())
        {
            // A key that became a field later does not hide the field.
            if (Columns.All(column => column.Name != pair.Key) && Asked.All(item => item.Key != pair.Key))
            {
                yield return pair;
            }
        }
    }
}
