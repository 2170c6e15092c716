using System.Collections;

namespace Milvus.Core.Marshalling.Columns;

/// <summary>Lists of vectors: the vectors of all rows one after the other, and the number of vectors of each row.</summary>
internal sealed class VectorArrayFieldColumn(Field field, Field element, Func<object, object?>? unwrap) : FieldColumn(field)
{
    private readonly FieldColumn _vectors = ColumnFactory.Create(
        new Field { Name = field.Name, Type = element.Type, Dimension = element.Dimension },
        unwrap);

    private readonly List<int> _lengths = [];

    /// <summary>The vectors of all rows.</summary>
    internal FieldColumn Vectors => _vectors;

    /// <summary>The number of vectors of each row.</summary>
    internal IReadOnlyList<int> Lengths => _lengths;

    protected override int AppendValue(object value)
    {
        var size = 4;
        var before = _vectors.Count;
        try
        {
            foreach (var vector in (IEnumerable)value)
            {
                size += _vectors.Append(vector is null || unwrap is null ? vector : unwrap(vector));
            }
        }
        catch
        {
            Shrink(before);
            throw;
        }

        _lengths.Add(_vectors.Count - before);
        return size;
    }

    protected override void RemoveLastValue()
    {
        Shrink(_vectors.Count - _lengths[^1]);
        _lengths.RemoveAt(_lengths.Count - 1);
    }

    protected override void ClearValues()
    {
        _vectors.Clear();
        _lengths.Clear();
    }

    private void Shrink(int count)
    {
        while (_vectors.Count > count)
        {
            _vectors.RemoveLast();
        }
    }
}
