using System.Buffers.Binary;
using Milvus.Core.Marshalling.Values;

namespace Milvus.Core.Marshalling.Columns;

/// <summary>Vectors that are sent as bytes: bits, half floats, bfloat16 and signed bytes, row by row.</summary>
internal sealed class ByteVectorFieldColumn(Field field) : FieldColumn(field)
{
    private readonly GrowingBuffer<byte> _bytes = new();
    private readonly GrowingBuffer<float> _scratch = new();

    /// <summary>The size of a vector in bytes.</summary>
    internal int Width { get; } = field.Type switch
    {
        DataType.BinaryVector => (field.Dimension ?? 0) / 8,
        DataType.Int8Vector => field.Dimension ?? 0,
        _ => 2 * (field.Dimension ?? 0),
    };

    internal ReadOnlySpan<byte> Bytes => _bytes.Items;

    protected override int AppendValue(object value)
    {
        // Bytes are bit patterns, signed bytes are numbers.
        if ((VectorComponents.AsBytes(value) ?? (Field.Type == DataType.Int8Vector ? value as byte[] : null)) is { } raw)
        {
            AppendRaw(raw);
            return Width;
        }

        var components = value is float[] floats ? floats : Read(value);
        var wanted = Field.Type == DataType.BinaryVector ? Width : Field.Dimension;
        if (components.Length != wanted)
        {
            throw Field.Type == DataType.BinaryVector
                ? ColumnErrors.Make(
                    MilvusErrorId.DimensionMismatch,
                    Field,
                    Count,
                    $"the vector has {components.Length} {Counts.Noun(components.Length, "byte")}, but the field requires {Width}.")
                : ColumnErrors.CreateWrongDimension(Field, Count, components.Length);
        }

        var bad = VectorComponents.FindNotFinite(components);
        if (bad >= 0)
        {
            throw ColumnErrors.CreateNotFinite(Field, Count, bad);
        }

        Append(components);
        return Width;
    }

    protected override void RemoveLastValue() => _bytes.Truncate(_bytes.Count - Width);

    protected override void ClearValues() => _bytes.Truncate(0);

    private ReadOnlySpan<float> Read(object value)
    {
        _scratch.Truncate(0);
        VectorComponents.Read(Field, Count, value, Unwrap, _scratch);
        return _scratch.Items;
    }

    private void AppendRaw(byte[] raw)
    {
        if (raw.Length != Width)
        {
            throw ColumnErrors.Make(
                MilvusErrorId.DimensionMismatch,
                Field,
                Count,
                $"the vector has {raw.Length} {Counts.Noun(raw.Length, "byte")}, but the field requires {Width}.");
        }

        if (Field.Type is DataType.Float16Vector or DataType.BFloat16Vector)
        {
            for (var i = 0; i < raw.Length / 2; i++)
            {
                var bits = BinaryPrimitives.ReadUInt16LittleEndian(raw.AsSpan(2 * i));
                var exponent = Field.Type == DataType.Float16Vector ? 0x7C00 : 0x7F80;
                if ((bits & exponent) == exponent)
                {
                    throw ColumnErrors.CreateNotFinite(Field, Count, i);
                }
            }
        }

        raw.CopyTo(_bytes.Extend(raw.Length));
    }

    private void Append(ReadOnlySpan<float> components)
    {
        var before = _bytes.Count;
        var target = _bytes.Extend(Width);
        try
        {
            for (var i = 0; i < components.Length; i++)
            {
                switch (Field.Type)
                {
                    case DataType.Float16Vector:
                        BinaryPrimitives.WriteHalfLittleEndian(target[(2 * i)..], ToHalf(components[i], i));
                        break;
                    case DataType.BFloat16Vector:
                        BinaryPrimitives.WriteUInt16LittleEndian(target[(2 * i)..], ToBFloat16(components[i], i));
                        break;
                    case DataType.Int8Vector:
                        target[i] = unchecked((byte)(sbyte)ToInteger(components[i], i, sbyte.MinValue, sbyte.MaxValue));
                        break;
                    default:
                        target[i] = (byte)ToInteger(components[i], i, byte.MinValue, byte.MaxValue);
                        break;
                }
            }
        }
        catch
        {
            _bytes.Truncate(before);
            throw;
        }
    }

    private Half ToHalf(float component, int position)
    {
        var half = (Half)component;
        return Half.IsFinite(half) ? half : throw TooLarge(position, "a half float");
    }

    private ushort ToBFloat16(float component, int position)
    {
        var bits = BitConverter.SingleToUInt32Bits(component);
        // Rounds to nearest, ties to even (IEEE 754).
        var rounded = bits + 0x7FFF + ((bits >> 16) & 1);
        return (rounded & 0x7F800000) != 0x7F800000 ? (ushort)(rounded >> 16) : throw TooLarge(position, "a bfloat16");
    }

    private int ToInteger(float component, int position, int minimum, int maximum) =>
        component >= minimum && component <= maximum && component == (int)component
            ? (int)component
            : throw ColumnErrors.CreateOutOfRange(Field, Count, $"component {position} is not an integer between {minimum} and {maximum}.");

    private MilvusException TooLarge(int position, string what) =>
        ColumnErrors.CreateOutOfRange(Field, Count, $"component {position} is too large for {what}.");
}
