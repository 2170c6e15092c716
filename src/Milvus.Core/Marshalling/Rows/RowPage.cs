using Milvus.Core.Calls;

namespace Milvus.Core.Marshalling.Rows;

/// <summary>The rows of a query, read lazily from its columns.</summary>
/// <param name="count">The number of rows.</param>
/// <param name="columns">The fields that have columns.</param>
/// <param name="dynamic">Returns the dynamic keys of a row; null if none were returned.</param>
/// <param name="asked">
/// Names without a column that every row has, each with its dynamic key; null if a row does not have the key.
/// </param>
/// <param name="rest">Whether a row has its other dynamic keys, too.</param>
internal sealed class RowPage(
    int count,
    IReadOnlyList<PageColumn> columns,
    Func<int, IReadOnlyDictionary<string, object?>>? dynamic,
    IReadOnlyList<KeyValuePair<string, string>> asked,
    bool rest)
{
    private RowPage(RowPage whole, int first, int count)
        : this(count, whole.Columns, whole.Dynamic, whole.Asked, whole.Rest)
    {
        First = whole.First + first;
        AllCount = whole.AllCount;
    }

    internal int Count { get; } = count;

    /// <summary>The first row of this page among the rows of its answer.</summary>
    internal int First { get; }

    /// <summary>The number of rows of the answer.</summary>
    internal int AllCount { get; } = count;

    /// <summary>The columns of the answer as they arrived, for digests and for copies of whole columns.</summary>
    internal object? Answer { get; init; }

    /// <summary>The key of each row, if the page is part of a read in key order.</summary>
    internal IReadOnlyList<object>? Keys { get; init; }

    /// <summary>The keys of the rows of this page, which is part of a read in key order.</summary>
    internal IEnumerable<object> OwnKeys => Keys!.Skip(First).Take(Count);

    /// <summary>The key of a row of a page that is part of a read in key order.</summary>
    internal object GetKey(int row) => Keys![First + row];

    /// <summary>The server's timestamp of the page; 0 if the server returns none.</summary>
    internal ulong Session { get; init; }

    /// <summary>The position after a row; null if a read cannot continue from there.</summary>
    internal ReadPosition? GetPosition(int row) => Keys is null ? null : new ReadPosition(Keys[First + row], Session);

    private IReadOnlyList<PageColumn> Columns { get; } = columns;

    private Func<int, IReadOnlyDictionary<string, object?>>? Dynamic { get; } = dynamic;

    private IReadOnlyList<KeyValuePair<string, string>> Asked { get; } = asked;

    private bool Rest { get; } = rest;

    /// <summary>Some rows of the page.</summary>
    internal RowPage Slice(int first, int count) =>
        new(this, first, Math.Min(count, Count - first))
        {
            Keys = Keys,
            Session = Session,
            Answer = Answer,
        };

    /// <summary>
    /// The fields of a row: schema order, then requested names, then dynamic keys. Vectors are float[] (sparse: SortedDictionary of uint
    /// and float; binary: byte[]), JSON is Dictionary, object[], long, double, string, bool or null, arrays are arrays of their type.
    /// </summary>
    /// <param name="i">The row.</param>
    /// <param name="storedOnly">
    /// Whether a requested dynamic key that the row does not have is left out, and others have their own names: null is a value, too.
    /// </param>
    internal IEnumerable<KeyValuePair<string, object?>> GetRow(int i, bool storedOnly = false)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)i, (uint)Count);
        foreach (var column in Columns)
        {
            yield return new KeyValuePair<string, object?>(column.Name, column.Read(First + i));
        }

        var keys = Dynamic?.Invoke(First + i) ?? new Dictionary<string, object?>();
        foreach (var (name, key) in Asked)
        {
            if (keys.TryGetValue(key, out var value) || !storedOnly)
            {
                yield return new KeyValuePair<string, object?>(storedOnly ? key : name, value);
            }
        }

        foreach (var pair in Rest ? keys : new Dictionary<string, object?>())
        {
            // A dynamic key whose name a field got later must not hide the field.
            if (Columns.All(column => column.Name != pair.Key) && Asked.All(item => item.Key != pair.Key))
            {
                yield return pair;
            }
        }
    }
}
