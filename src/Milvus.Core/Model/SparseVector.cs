using System.Collections;
using System.Globalization;

namespace Milvus;

/// <summary>
/// A sparse vector: values by their index, in its order. To .NET it is a dictionary of numbers; to whoever walks through any dictionary, as
/// ConvertTo-Json does, its keys are texts, which are the only keys that JSON has.
/// </summary>
public sealed class SparseVector : IDictionary, IReadOnlyDictionary<uint, float>
{
    private readonly SortedDictionary<uint, float> values = [];

    /// <summary>How many values there are.</summary>
    public int Count => values.Count;

    /// <summary>The indexes, ascending.</summary>
    public IEnumerable<uint> Keys => values.Keys;

    /// <summary>The values, in the order of their indexes.</summary>
    public IEnumerable<float> Values => values.Values;

    bool IDictionary.IsFixedSize => false;

    bool IDictionary.IsReadOnly => false;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    ICollection IDictionary.Keys => values.Keys.Select(Text).ToArray();

    ICollection IDictionary.Values => values.Values;

    /// <summary>The value at an index.</summary>
    public float this[uint key]
    {
        get => values[key];
        set => values[key] = value;
    }

    object? IDictionary.this[object key]
    {
        get => Index(key) is { } index && values.TryGetValue(index, out var value) ? value : null;
        set => values[Required(key)] = Convert.ToSingle(value, CultureInfo.InvariantCulture);
    }

    /// <summary>Whether there is a value at an index.</summary>
    public bool ContainsKey(uint key) => values.ContainsKey(key);

    /// <summary>The value at an index, if there is one.</summary>
    public bool TryGetValue(uint key, out float value) => values.TryGetValue(key, out value);

    /// <summary>Takes all values away.</summary>
    public void Clear() => values.Clear();

    /// <summary>Goes through the values in the order of their indexes.</summary>
    public IEnumerator<KeyValuePair<uint, float>> GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => new Entries(values);

    IDictionaryEnumerator IDictionary.GetEnumerator() => new Entries(values);

    void IDictionary.Add(object key, object? value) => values.Add(Required(key), Convert.ToSingle(value, CultureInfo.InvariantCulture));

    bool IDictionary.Contains(object key) => Index(key) is { } index && values.ContainsKey(index);

    void IDictionary.Remove(object key)
    {
        if (Index(key) is { } index)
        {
            values.Remove(index);
        }
    }

    void ICollection.CopyTo(Array array, int index)
    {
        foreach (var (key, value) in values)
        {
            array.SetValue(new DictionaryEntry(Text(key), value), index++);
        }
    }

    private static string Text(uint index) => index.ToString(CultureInfo.InvariantCulture);

    private static uint Required(object key) => Index(key) ?? throw new ArgumentException($"'{key}' is no index.", nameof(key));

    private static uint? Index(object key) => uint.TryParse(Convert.ToString(key, CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
        ? index
        : null;

    private sealed class Entries(SortedDictionary<uint, float> values) : IDictionaryEnumerator
    {
        private readonly IEnumerator<KeyValuePair<uint, float>> pairs = values.GetEnumerator();

        public DictionaryEntry Entry => new(Key, pairs.Current.Value);

        public object Key => Text(pairs.Current.Key);

        public object Value => pairs.Current.Value;

        public object Current => Entry;

        public bool MoveNext() => pairs.MoveNext();

        public void Reset() => pairs.Reset();
    }
}
