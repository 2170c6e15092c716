using System.Buffers.Binary;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Core.Marshalling.Columns;

/// <summary>Vectors of 32-bit floats, row by row.</summary>
internal sealed class FloatVectorFieldColumn(Field field) : FieldColumn(field)
{
    private readonly GrowingBuffer<float> _components = new();
    private readonly int _dimension = field.Dimension ?? 0;

    internal ReadOnlySpan<float> Components => _components.Items;

    /// <summary>The vector of a row of a column without nulls.</summary>
    internal ReadOnlySpan<float> GetRow(int row) => _components.Items.Slice(row * _dimension, _dimension);

    protected override int AppendValue(object value)
    {
        var before = _components.Count;
        try
        {
            Read(value);
            var components = _components.Items[before..];
            if (components.Length != _dimension)
            {
                throw ColumnErrors.CreateWrongDimension(Field, Count, components.Length);
            }

            var bad = VectorComponents.FindNotFinite(components);
            if (bad >= 0)
            {
                throw ColumnErrors.CreateNotFinite(Field, Count, bad);
            }

            return components.Length * sizeof(float);
        }
        catch
        {
            _components.Truncate(before);
            throw;
        }
    }

    protected override void RemoveLastValue() => _components.Truncate(_components.Count - _dimension);

    protected override void ClearValues() => _components.Truncate(0);

    private void Read(object value)
    {
        if (VectorComponents.AsBytes(value) is { } bytes)
        {
            if (bytes.Length != _dimension * sizeof(float))
            {
                throw ColumnErrors.Make(
                    MilvusErrorId.DimensionMismatch,
                    Field,
                    Count,
                    $"the vector has {bytes.Length} {Counts.Noun(bytes.Length, "byte")}, "
                        + $"but the field requires {_dimension * sizeof(float)}.");
            }

            var target = _components.Extend(_dimension);
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));
            }

            return;
        }

        VectorComponents.Read(Field, Count, value, Unwrap, _components);
    }
}
