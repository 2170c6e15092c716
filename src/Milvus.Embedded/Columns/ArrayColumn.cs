using Milvus.Embedded.Contract;
using Milvus.Protocol;

namespace Milvus.Embedded.Columns;

/// <summary>
/// An array field. A row is a <c>bool[]</c>, <c>int[]</c>, <c>long[]</c>, <c>float[]</c>, <c>double[]</c> or <c>string[]</c>, by the wire
/// case of its elements, and all rows have the same type. A null row is an empty array of that type.
/// </summary>
internal sealed class ArrayColumn(string name, DataType elementType, bool nullable)
    : Column(name, DataType.Array, elementType, nullable)
{
    private readonly ChunkList<Array> _arrays = new(1);
    private readonly Array _empty = EmptyOf(elementType);

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

    /// <summary>The empty array of a type of elements.</summary>
    public static Array EmptyOf(DataType elementType) => elementType.Describe() switch
    {
        { IsElement: false } => throw new ArgumentOutOfRangeException(nameof(elementType), elementType, "no array has such elements"),
        { Wire: WireCase.Bool } => Array.Empty<bool>(),
        { Wire: WireCase.Int } => Array.Empty<int>(),
        { Wire: WireCase.Long } => Array.Empty<long>(),
        { Wire: WireCase.Float } => Array.Empty<float>(),
        { Wire: WireCase.Double } => Array.Empty<double>(),
        _ => Array.Empty<string>(),
    };

    public override Column Empty() => new ArrayColumn(Name, ElementType, Nullable);

    protected override void AppendFiller() => _arrays.Append(_empty);

    protected override void CopyFrom(Column source) => _arrays.Append(((ArrayColumn)source)._arrays);

    protected override void CopyFrom(Column source, int row) => Append(((ArrayColumn)source)[row]);
}
