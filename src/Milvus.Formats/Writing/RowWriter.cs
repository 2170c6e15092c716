namespace Milvus.Formats.Writing;

/// <summary>Writes rows to a file of one format.</summary>
internal abstract class RowWriter : IDisposable
{
    /// <summary>The approximate number of bytes since the last commit.</summary>
    internal long Pending { get; private protected set; }

    /// <summary>Writes a row.</summary>
    /// <exception cref="MilvusException">The format has no place for a value of the row.</exception>
    internal abstract void Write(IEnumerable<KeyValuePair<string, object?>> row);

    /// <summary>Writes all rows to the stream, so that its length is a position to continue from.</summary>
    internal abstract void Commit();

    /// <summary>Ends the file.</summary>
    internal abstract void Finish();

    public abstract void Dispose();

    /// <summary>The approximate size of a value.</summary>
    private protected static long Measure(object? value) => value switch
    {
        null => 1,
        string text => text.Length + sizeof(int),
        float[] numbers => sizeof(float) * (long)numbers.Length,
        byte[] bytes => bytes.Length,
        Array items => sizeof(double) * (long)items.Length,
        System.Collections.ICollection items => 2 * sizeof(double) * (long)items.Count,
        _ => sizeof(double),
    };
}
