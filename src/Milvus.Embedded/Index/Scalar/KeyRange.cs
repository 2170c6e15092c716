namespace Milvus.Embedded.Index.Scalar;

/// <summary>The values between two inclusive bounds. Either bound may be missing.</summary>
internal readonly record struct KeyRange<T>(bool HasFrom, T From, bool HasTo, T To)
{
    public static KeyRange<T> Of(T value) => new(true, value, true, value);

    public static KeyRange<T> AtLeast(T value) => new(true, value, false, value);

    public static KeyRange<T> AtMost(T value) => new(false, value, true, value);

    /// <summary>The intersection of two ranges.</summary>
    public KeyRange<T> And(in KeyRange<T> other, IComparer<T> order)
    {
        var from = !HasFrom || (other.HasFrom && order.Compare(other.From, From) > 0) ? other : this;
        var to = !HasTo || (other.HasTo && order.Compare(other.To, To) < 0) ? other : this;
        return new KeyRange<T>(from.HasFrom, from.From, to.HasTo, to.To);
    }
}
