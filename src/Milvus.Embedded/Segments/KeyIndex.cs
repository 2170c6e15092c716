using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Segments;

/// <summary>Maps keys to rows, newest first. An insert does not check for duplicates, so a key may have several rows.</summary>
internal abstract class KeyIndex
{
    public static KeyIndex Over(Column keys) => keys switch
    {
        ValueColumn<long> numbers => new KeyIndex<long>(numbers),
        ValueColumn<string> texts => new KeyIndex<string>(texts),
        _ => throw new ArgumentException($"{keys.Type} is not a key", nameof(keys)),
    };

    /// <summary>Adds rows of the key column. Returns the number of keys that existed before.</summary>
    public abstract int Add(int from, int to);

    /// <summary>Appends the rows with the key of a row in another column.</summary>
    public abstract void Find(Column keys, int row, List<int> into);
}
