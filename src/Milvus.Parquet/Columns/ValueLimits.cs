namespace Milvus.Parquet.Columns;

/// <summary>The largest values of a column that its field can store. They bound the memory that a hostile file takes.</summary>
/// <param name="Bytes">The maximum size of a text or of a byte array.</param>
/// <param name="Items">The maximum number of elements of a list.</param>
internal sealed record ValueLimits(long Bytes, long Items)
{
    /// <summary>The limits of a field that does not limit its values itself: a request of a server is smaller.</summary>
    internal static ValueLimits Default { get; } = new(64 << 20, 16 << 20);
}
