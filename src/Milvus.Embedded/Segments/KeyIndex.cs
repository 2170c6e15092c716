using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Segments;

/// <summary>From a key to its rows, the newest first. Insert does not refuse a key twice, so a key may have several.</summary>
internal abstract class KeyIndex
{
    public static KeyIndex Over(Column keys) => keys switch
    {
        ValueColumn<long> numbers => new KeyIndex<long>(numbers),
        ValueColumn<string> texts => new KeyIndex<string>(texts),
        _ => throw new ArgumentException($"{keys.Type} is not a key", nameof(keys)),
    };

    /// <summary>Takes up rows of the key column; returns how many keys were there before.</summary>
    public abstract int Add(int from, int to);

    /// <summary>Appends the rows with the key that stands in a row of another column.</summary>
    public abstract void Find(Column keys, int row, List<int> into);
}
