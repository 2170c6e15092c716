using System.Collections;
using System.Globalization;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Parquet.Columns;
using Milvus.Protocol;

namespace Milvus.Embedded.Import;

/// <summary>Collects the values of one field from rows of a Parquet file, in the form of an insert request.</summary>
/// <param name="part">The part of the structs with the values; null if the column itself has them.</param>
internal sealed class ParquetValues(FieldSchema field, string? part)
{
    private readonly List<bool> _valid = [];
    private readonly List<byte> _bytes = [];
    private readonly RepeatedField<float> _floats = [];
    private readonly ScalarField _scalars = new();
    private readonly VectorField _vectors = new()
    {
        Dim = field.DataType.IsVector() || field.DataType == DataType.ArrayOfVector ? DimensionOf(field) : 0,
    };
    private bool _asBytes;

    private int Dimension => (int)_vectors.Dim;

    /// <summary>Adds the value of the next row.</summary>
    public void Add(object? value)
    {
        // An empty list stands for a null vector in a nullable field.
        if (value is Array { Length: 0 } && field.Nullable && field.DataType.IsVector() && part is null)
        {
            value = null;
        }

        if (value is BrokenText || (value is object?[] items && Array.Exists(items, item => item is BrokenText)))
        {
            throw new ImportFailure($"the field '{field.Name}' has a text that is not UTF-8");
        }

        if (value is null && !field.Nullable && !Rows.RequestFieldReader.HasDefault(field))
        {
            throw new ImportFailure($"the field '{field.Name}' is not nullable but the file contains null value");
        }

        _valid.Add(value is not null);
        if (value is not null)
        {
            AddPresent(part is null ? value : Parts((Array)value));
        }
    }

    /// <summary>The collected values.</summary>
    public FieldData Take()
    {
        var data = new FieldData { FieldName = field.Name, Type = field.DataType, IsDynamic = field.IsDynamic };
        if (_valid.Contains(false))
        {
            data.ValidData.AddRange(_valid);
        }

        if (field.DataType.IsVector() || field.DataType == DataType.ArrayOfVector)
        {
            data.Vectors = _vectors;
            if (field.DataType is not (DataType.ArrayOfVector or DataType.SparseFloatVector))
            {
                Put(_vectors, field.DataType, _asBytes, _bytes, _floats);
            }

            return data;
        }

        data.Scalars = _scalars;
        return data;
    }

    // The part of each struct; the list is as long as that of the structs.
    private object?[] Parts(Array structs) =>
        [
            .. structs
                .Cast<object?>()
                .Select(item => item is IReadOnlyDictionary<string, object?> parts ? parts[part!] : throw NullElement()),
        ];

    private void AddPresent(object value)
    {
        switch (field.DataType)
        {
            case DataType.ArrayOfVector:
                _vectors.VectorArray ??= new VectorArray { Dim = Dimension, ElementType = field.ElementType };
                _vectors.VectorArray.Data.Add(VectorsOf((object?[])value));
                break;
            case DataType.SparseFloatVector:
                (_vectors.SparseFloatVector ??= new SparseFloatArray()).Contents.Add(ByteString.CopyFrom(Sparse(value)));
                break;
            case DataType.Array:
                var array = new ScalarField();
                foreach (var element in (Array)value)
                {
                    Append(field.ElementType, array, element ?? throw NullElement());
                }

                (_scalars.ArrayData ??= new ArrayArray { ElementType = field.ElementType }).Data.Add(array);
                break;
            case var type when type.IsVector():
                _asBytes = AppendVector(type, value, _bytes, _floats);
                break;
            default:
                Append(field.DataType, _scalars, value);
                break;
        }
    }

    /// <summary>The vectors of all structs of a row.</summary>
    private VectorField VectorsOf(object?[] vectors)
    {
        var (bytes, floats, asBytes) = (new List<byte>(), new RepeatedField<float>(), field.ElementType != DataType.FloatVector);
        foreach (var vector in vectors)
        {
            asBytes = AppendVector(field.ElementType, vector ?? throw NullElement(), bytes, floats);
        }

        var all = new VectorField { Dim = Dimension };
        Put(all, field.ElementType, asBytes, bytes, floats);
        return all;
    }

    /// <summary>Appends one vector, as numbers or as bytes.</summary>
    /// <returns>Whether it was appended as bytes.</returns>
    private bool AppendVector(DataType type, object value, List<byte> bytes, RepeatedField<float> floats)
    {
        if (value is object?[])
        {
            throw NullElement();
        }

        switch (value)
        {
            case sbyte[] numbers when type == DataType.Int8Vector:
                bytes.AddRange(Whole(type, Width(type), MemoryMarshal.AsBytes(numbers.AsSpan())));
                return true;
            case byte[] raw:
                bytes.AddRange(Whole(type, Width(type), raw.AsSpan()));
                return true;
            case float[] numbers:
                floats.AddRange(Whole(type, Dimension, numbers.AsSpan()));
                return false;
            default:
                // The reader of requests converts floats for fields of half precision.
                floats.AddRange(
                    Whole<float>(
                        type,
                        Dimension,
                        ((Array)value).Cast<object>().Select(item => Convert.ToSingle(item, CultureInfo.InvariantCulture)).ToArray()));
                return false;
        }
    }

    private static void Put(VectorField vectors, DataType type, bool asBytes, List<byte> bytes, RepeatedField<float> floats)
    {
        var content = ByteString.CopyFrom(CollectionsMarshal.AsSpan(bytes));
        switch (type)
        {
            case DataType.BinaryVector: vectors.BinaryVector = content; break;
            case DataType.Int8Vector: vectors.Int8Vector = content; break;
            case DataType.Float16Vector when asBytes: vectors.Float16Vector = content; break;
            case DataType.Bfloat16Vector when asBytes: vectors.Bfloat16Vector = content; break;
            default: vectors.FloatVector = new FloatArray { Data = { floats } }; break;
        }
    }

    private void Append(DataType type, ScalarField to, object value)
    {
        var wire = type.Describe().Wire;
        if (IsRounded(wire, value))
        {
            throw new ImportFailure(string.Create(
                CultureInfo.InvariantCulture, $"the field '{field.Name}' of type {type.Text()} would round the number {value}"));
        }

        if (value is BrokenText)
        {
            throw new ImportFailure("a text is not UTF-8");
        }

        to.Open(wire);
        to.AddValue(wire, value);
    }

    // A float has fewer digits than a large integer.
    private static bool IsRounded(WireCase wire, object value)
    {
        Int128? whole = value switch
        {
            int number => number,
            uint number => number,
            long number => number,
            ulong number => number,
            _ => null,
        };
        return whole is { } exact && wire switch
        {
            WireCase.Float => (Int128)(float)exact != exact,
            WireCase.Double => (Int128)(double)exact != exact,
            _ => false,
        };
    }

    private byte[] Sparse(object value)
    {
        if (value is string text)
        {
            return SparseJson.Parse(text) ?? throw new ImportFailure($"Invalid JSON string for SparseFloatVector: '{text}'");
        }

        var parts = (IReadOnlyDictionary<string, object?>)value;
        var (indices, values) = (Elements(parts["indices"]), Elements(parts["values"]));
        if (indices.Length != values.Length)
        {
            throw new ImportFailure("Invalid parquet struct for SparseFloatVector: number of elements of 'indices' and 'values' "
                + $"mismatched, '{indices.Length}' vs '{values.Length}'");
        }

        var places = indices.Select(index => index is >= 0 and <= uint.MaxValue ? (uint)index
            : throw new ImportFailure($"Invalid parquet struct for SparseFloatVector: index {index} is out of range")).ToArray();
        var weights = values.Select(weight => (float)weight).ToArray();
        Array.Sort(places, weights);
        return Storage.SparseCodec.Encode(places, weights);
    }

    // A double represents every valid index exactly.
    private double[] Elements(object? list) => [.. ((IEnumerable?)list ?? throw NullElement()).Cast<object?>()
        .Select(item => Convert.ToDouble(item ?? throw NullElement(), CultureInfo.InvariantCulture))];

    private static ReadOnlySpan<T> Whole<T>(DataType type, int length, ReadOnlySpan<T> vector) =>
        vector.Length == length
            ? vector
            : throw new ImportFailure(
                $"length of vector is not aligned: expected {length} but got {vector.Length}: invalid parameter, data type: {type.Text()}");

    private int Width(DataType type) => type switch
    {
        DataType.BinaryVector => Dimension / 8,
        DataType.Float16Vector or DataType.Bfloat16Vector => Dimension * 2,
        _ => Dimension,
    };

    private static int DimensionOf(FieldSchema field) =>
        field.DataType == DataType.SparseFloatVector ? 0 : (int)FieldColumns.NumberOf(field, "dim");

    private ImportFailure NullElement() => new($"array element is not allowed to be null value for field '{field.Name}'");
}
