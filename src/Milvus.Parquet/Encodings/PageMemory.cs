namespace Milvus.Parquet.Encodings;

/// <summary>Memory that is used again for the next page or for the next part of a page.</summary>
internal sealed class PageMemory
{
    private Array _values = Array.Empty<byte>();

    /// <summary>An array with at least so many values; they are those of the last use, and the next call takes them away.</summary>
    internal T[] Take<T>(int count)
    {
        // To the runtime, an array of unsigned numbers is also one of signed numbers.
        if (_values.GetType() != typeof(T[]) || _values.Length < count)
        {
            // The old array is free before the new one is needed.
            _values = Array.Empty<T>();
            _values = new T[count];
        }

        return (T[])_values;
    }
}
