using Milvus.Protocol;

namespace Milvus.Embedded.Columns;

/// <summary>
/// An array field. A row is a <c>bool[]</c>, <c>int[]</c> (Int8, Int16 and Int32), <c>long[]</c>, <c>float[]</c>, <c>double[]</c> or
/// <c>string[]</c>, and all rows have the same type. A null row is an empty array of that type.
/// </summary>
internal sealed class ArrayColumn(string name, DataType elementType, bool nullable)
    : Column(name, DataType.Array, elementType, nullable)
{
    private readonly ChunkList<Array> _arrays = new(1);
    private readonly Array _empty = elementType switch
    {
        DataType.Bool => Array.Empty<bool>(),
        DataType.Int8 or DataType.Int16 or DataType.Int32 => Array.Empty<int>(),
        DataType.Int64 => Array.Empty<long>(),
        DataType.Float => Array.Empty<float>(),
        DataType.Double => Array.Empty<double>(),
        DataType.VarChar => Array.Empty<string>(),
        _ => throw new ArgumentOutOfRangeException(nameof(elementType), elementType, "no array has such elements"),
    };

    public Array this[int row] => _arrays[row];

    public void Append(Array array)
    {
        if (array.GetType() != _empty.GetType())
        {
            throw new ArgumentException($"field {Name} takes {_empty.GetType().Name}, not {array.GetType().Name}", nameof(array));
        }

        _arrays.Append(array);
        Publish(1);
    }

    public override Column Empty() => new ArrayColumn(Name, ElementType, Nullable);

    protected override void AppendFiller() => _arrays.Append(_empty);

    protected override void CopyFrom(Column source) => _arrays.Append(((ArrayColumn)source)._arrays);

    protected override void CopyFrom(Column source, int row) => Append(((ArrayColumn)source)[row]);
}
