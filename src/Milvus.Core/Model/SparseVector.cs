using System.Collections;
using System.Globalization;

namespace Milvus;

/// <summary>
/// A sparse vector: values by ascending index. In .NET it is a dictionary of numbers. For code that enumerates IDictionary, such as
/// ConvertTo-Json, its keys are texts, because keys of JSON are texts.
/// </summary>
public sealed class SparseVector : IDictionary, IReadOnlyDictionary<uint, float>
{
    private readonly SortedDictionary<uint, float> _values = [];

    /// <summary>The number of values.</summary>
    public int Count => _values.Count;

    /// <summary>The indexes, ascending.</summary>
    public IEnumerable<uint> Keys => _values.Keys;

    /// <summary>The values, in the order of their indexes.</summary>
    public IEnumerable<float> Values => _values.Values;

    bool IDictionary.IsFixedSize => false;

    bool IDictionary.IsReadOnly => false;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    ICollection IDictionary.Keys => _values.Keys.Select(Text).ToArray();

    ICollection IDictionary.Values => _values.Values;

    /// <summary>The value at an index.</summary>
    public float this[uint key]
    {
        get => _values[key];
        set => _values[key] = value;
    }

    object? IDictionary.this[object key]
    {
        get => Index(key) is { } index && _values.TryGetValue(index, out var value) ? value : null;
        set => _values[Required(key)] = Convert.ToSingle(value, CultureInfo.InvariantCulture);
    }

    /// <summary>Whether an index has a value.</summary>
    public bool ContainsKey(uint key) => _values.ContainsKey(key);

    /// <summary>Gets the value at an index, if it has one.</summary>
    public bool TryGetValue(uint key, out float value) => _values.TryGetValue(key, out value);

    /// <summary>Removes all values.</summary>
    public void Clear() => _values.Clear();

    /// <summary>Enumerates the values by ascending index.</summary>
    public IEnumerator<KeyValuePair<uint, float>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => new Entries(_values);

    IDictionaryEnumerator IDictionary.GetEnumerator() => new Entries(_values);

    void IDictionary.Add(object key, object? value) => _values.Add(Required(key), Convert.ToSingle(value, CultureInfo.InvariantCulture));

    bool IDictionary.Contains(object key) => Index(key) is { } index && _values.ContainsKey(index);

    void IDictionary.Remove(object key)
    {
        if (Index(key) is { } index)
        {
            _values.Remove(index);
        }
    }

    void ICollection.CopyTo(Array array, int index)
    {
        foreach (var (key, value) in _values)
        {
            array.SetValue(new DictionaryEntry(Text(key), value), index++);
        }
    }

    private static string Text(uint index) => index.ToString(CultureInfo.InvariantCulture);

    private static uint Required(object key) => Index(key) ?? throw new ArgumentException($"'{key}' is not an index.", nameof(key));

    private static uint? Index(object key) =>
        uint.TryParse(Convert.ToString(key, CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : null;

    private sealed class Entries(SortedDictionary<uint, float> values) : IDictionaryEnumerator
    {
        private readonly IEnumerator<KeyValuePair<uint, float>> _pairs = values.GetEnumerator();

        public DictionaryEntry Entry => new(Key, _pairs.Current.Value);

        public object Key => Text(_pairs.Current.Key);

        public object Value => _pairs.Current.Value;

        public object Current => Entry;

        public bool MoveNext() => _pairs.MoveNext();

        public void Reset() => _pairs.Reset();
    }
}
