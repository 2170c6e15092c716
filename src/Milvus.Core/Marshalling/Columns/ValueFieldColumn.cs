using System.Runtime.InteropServices;

namespace Milvus.Core.Marshalling.Columns;

/// <summary>A column whose values lie one after the other in a list.</summary>
internal abstract class ValueFieldColumn<T>(Field field) : FieldColumn(field)
{
    private readonly List<T> _values = [];

    internal ReadOnlySpan<T> Values => CollectionsMarshal.AsSpan(_values);

    /// <summary>Converts a value to the column's type, or throws.</summary>
    protected abstract T Convert(object value);

    protected virtual int SizeOf(T value) => 8;

    protected sealed override int AppendValue(object value)
    {
        var converted = Convert(value);
        _values.Add(converted);
        return SizeOf(converted);
    }

    protected sealed override void RemoveLastValue() => _values.RemoveAt(_values.Count - 1);

    protected sealed override void ClearValues() => _values.Clear();
}
