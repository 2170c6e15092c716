using System.Collections;

namespace Milvus.Tests.Client;

public sealed class SparseVectorTests
{
    private readonly SparseVector _vector = new() { [4294967294] = 2, [3] = 0.5f };

    [Fact]
    public void SparseVector_is_ordered_by_index()
    {
        Assert.Equal([3u, 4294967294u], _vector.Keys);
        Assert.Equal([0.5f, 2f], _vector.Values);
        Assert.Equal([new(3, 0.5f), new(4294967294, 2f)], _vector.ToArray<KeyValuePair<uint, float>>());
    }

    [Fact]
    public void SparseVector_who_walks_through_any_dictionary_meets_texts()
    {
        var keys = new List<object>();
        foreach (DictionaryEntry entry in (IDictionary)_vector)
        {
            keys.Add(entry.Key);
        }

        Assert.Equal(["3", "4294967294"], keys);
    }

    [Theory]
    [InlineData(3, 0.5f)]
    [InlineData("3", 0.5f)]
    [InlineData(3L, 0.5f)]
    [InlineData(4, null)]
    [InlineData("Keys", null)]
    [InlineData(-3, null)]
    public void SparseVector_is_asked_by_number_or_text(object key, object? value)
    {
        Assert.Equal(value, ((IDictionary)_vector)[key]);
        Assert.Equal(value is not null, ((IDictionary)_vector).Contains(key));
    }

    [Fact]
    public void SparseVector_can_be_changed()
    {
        IDictionary vector = _vector;
        vector["9"] = 1.5;
        vector.Remove(3);
        vector.Add(10, 7);

        Assert.Equal([9u, 10u, 4294967294u], _vector.Keys);
        Assert.Throws<ArgumentException>(() => vector["-1"] = 1);
    }
}
