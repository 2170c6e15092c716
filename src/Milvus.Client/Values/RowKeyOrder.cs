using Milvus.Embedded.Columns;

namespace Milvus.Client.Values;

/// <summary>The order in which servers return keys: numbers by value, texts by their UTF-8 bytes.</summary>
internal sealed class RowKeyOrder : IComparer<object>
{
    /// <summary>The order.</summary>
    internal static RowKeyOrder Instance { get; } = new();

    /// <summary>Compares two keys of one collection, both <see cref="long"/> or both <see cref="string"/>.</summary>
    public int Compare(object? x, object? y) =>
        x is string left && y is string right ? Utf8Order.Compare(left, right) : Comparer<object>.Default.Compare(x, y);
}
