using Milvus.Protocol;

namespace Milvus.Embedded.Columns;

/// <summary>A scalar field.</summary>
internal abstract class ValueColumn<T>(string name, DataType type, bool nullable, T filler)
    : Column(name, type, DataType.None, nullable)
{
    private readonly ChunkList<T> _values = new(1);

    public T this[int row] => _values[row];

    /// <summary>The values of a chunk, up to the last row. A null row has the default of the type, or an empty text.</summary>
    public ReadOnlySpan<T> Chunk(int chunk) => _values.Chunk(chunk);

    public void Append(T value)
    {
        _values.Append(value);
        Publish(1);
    }

    public void Append(ReadOnlySpan<T> values)
    {
        _values.Append(values);
        Publish(values.Length);
    }

    /// <summary>Appends a value so many times.</summary>
    public void Append(T value, int rows)
    {
        _values.Append(value, rows);
        Publish(rows);
    }

    /// <summary>Copies the values from a row on, as many as the target has room for.</summary>
    protected void CopyTo(Span<T> target, int first) => _values.CopyTo(target, first);

    protected override void AppendFiller() => _values.Append(filler);

    protected override void CopyFrom(Column source) => _values.Append(((ValueColumn<T>)source)._values);

    protected override void CopyFrom(Column source, int row) => Append(((ValueColumn<T>)source)[row]);
}
