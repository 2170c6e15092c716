using System.Runtime.InteropServices;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Milvus.Embedded.Catalog;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Import.Files;
using Milvus.Protocol;

namespace Milvus.Embedded.Import;

/// <summary>Takes the values of one field out of the columns of a group of rows, as an insert would send them.</summary>
/// <param name="columns">One, or two where a sparse vector is a struct.</param>
/// <param name="elements">Whether the field is one of an array of structs.</param>
internal sealed class ParquetField(FieldSchema field, ParquetColumn[] columns, bool elements) : IDisposable
{
    private readonly List<bool> _valid = [];
    private readonly DataType _vector = field.DataType == DataType.ArrayOfVector ? field.ElementType : field.DataType;
    private readonly int _dimension = field.DataType.IsVector() || field.DataType == DataType.ArrayOfVector ? (int)FieldColumns.NumberOf(field, "dim") : 0;

    public FieldData Take(int rows)
    {
        _valid.Clear();
        var data = new FieldData { FieldName = field.Name, Type = field.DataType, IsDynamic = field.IsDynamic };
        if (field.DataType == DataType.ArrayOfVector)
        {
            data.Vectors = new VectorField { Dim = _dimension, VectorArray = new VectorArray { Dim = _dimension, ElementType = field.ElementType } };
            for (var row = 0; row < rows; row++)
            {
                var lists = columns[0].NextLists();
                Note(lists is not null);
                if (lists is not null)
                {
                    data.Vectors.VectorArray.Data.Add(Vectors(field.ElementType, lists));
                }
            }
        }
        else if (field.DataType == DataType.SparseFloatVector)
        {
            var sparse = new SparseFloatArray();
            data.Vectors = new VectorField { SparseFloatVector = sparse };
            Sparse(rows, sparse.Contents);
        }
        else if (field.DataType.IsVector())
        {
            data.Vectors = Vectors(rows);
        }
        else if (field.DataType == DataType.Array)
        {
            data.Scalars = new ScalarField { ArrayData = new ArrayArray { ElementType = field.ElementType } };
            ForEach(rows, () => columns[0].NextList(), list =>
            {
                var array = new ScalarField();
                Append(field.ElementType, array, list);
                data.Scalars.ArrayData.Data.Add(array);
            });
        }
        else
        {
            data.Scalars = new ScalarField();
            ForEach(rows, () => columns[0].Next(), place => Append(field.DataType, data.Scalars, new Range(place, place + 1)));
        }
        if (_valid.Contains(false))
        {
            data.ValidData.AddRange(_valid);
        }
        return data;
    }

    public void Dispose()
    {
        foreach (var column in columns)
        {
            column.Dispose();
        }
    }

    private void ForEach<T>(int rows, Func<T?> next, Action<T> add)
        where T : struct
    {
        for (var row = 0; row < rows; row++)
        {
            var value = next();
            Note(value is not null);
            if (value is { } there)
            {
                add(there);
            }
        }
    }

    private void Note(bool present)
    {
        if (!present && !field.Nullable && !Rows.FieldDataReader.HasDefault(field))
        {
            throw new ImportFailure($"the field '{field.Name}' is not nullable but the file contains null value");
        }
        _valid.Add(present);
    }

    private void Append(DataType type, ScalarField to, Range values)
    {
        var column = columns[0];
        switch (type)
        {
            case DataType.Bool: (to.BoolData ??= new BoolArray()).Data.AddRange(column.Values<bool>(values)); break;
            case DataType.Int8 or DataType.Int16 or DataType.Int32: (to.IntData ??= new IntArray()).Data.AddRange(column.Numbers<int>(values)); break;
            case DataType.Int64: (to.LongData ??= new LongArray()).Data.AddRange(column.Numbers<long>(values)); break;
            case DataType.Float: (to.FloatData ??= new FloatArray()).Data.AddRange(column.Numbers<float>(values)); break;
            case DataType.Double: (to.DoubleData ??= new DoubleArray()).Data.AddRange(column.Numbers<double>(values)); break;
            case DataType.Json: (to.JsonData ??= new JSONArray()).Data.Add(ByteString.CopyFromUtf8(column.Text(values.Start.Value))); break;
            case DataType.Geometry: (to.GeometryWktData ??= new GeometryWktArray()).Data.Add(column.Text(values.Start.Value)); break;
            default:
                var texts = (to.StringData ??= new StringArray()).Data;
                for (var place = values.Start.Value; place < values.End.Value; place++)
                {
                    texts.Add(column.Text(place));
                }
                break;
        }
    }

    private VectorField Vectors(int rows)
    {
        var column = columns[0];
        var bytes = new MemoryStream();
        if (column.IsBytes)
        {
            ForEach(rows, () => column.Next(), place => bytes.Write(Whole(Width(field.DataType), column.Values<ReadOnlyMemory<byte>>(new Range(place, place + 1))[0].Span)));
            return Vectors(field.DataType, ByteString.CopyFrom(bytes.GetBuffer(), 0, (int)bytes.Length));
        }
        // An empty list stands for no vector where there may be none.
        Func<Range?> next = () => column.NextList() is { } list && !(field.Nullable && list.Start.Equals(list.End)) ? list : null;
        if (HasFloats(field.DataType))
        {
            // The server converts floats for fields of half precision.
            var floats = new FloatArray();
            ForEach(rows, next, list => floats.Data.AddRange(Whole(_dimension, column.Numbers<float>(list))));
            return new VectorField { Dim = _dimension, FloatVector = floats };
        }
        ForEach(rows, next, list => bytes.Write(Whole(Width(field.DataType), Bytes(field.DataType, list))));
        return Vectors(field.DataType, ByteString.CopyFrom(bytes.GetBuffer(), 0, (int)bytes.Length));
    }

    /// <summary>The vectors of all structs of one row.</summary>
    private VectorField Vectors(DataType type, List<Range> lists)
    {
        if (type == DataType.FloatVector)
        {
            var floats = new FloatArray();
            lists.ForEach(list => floats.Data.AddRange(Whole(_dimension, columns[0].Numbers<float>(list))));
            return new VectorField { Dim = _dimension, FloatVector = floats };
        }
        var bytes = new MemoryStream();
        lists.ForEach(list => bytes.Write(Whole(Width(type), Bytes(type, list))));
        return Vectors(type, ByteString.CopyFrom(bytes.GetBuffer(), 0, (int)bytes.Length));
    }

    private VectorField Vectors(DataType type, ByteString bytes)
    {
        var vectors = new VectorField { Dim = _dimension };
        switch (type)
        {
            case DataType.BinaryVector: vectors.BinaryVector = bytes; break;
            case DataType.Float16Vector: vectors.Float16Vector = bytes; break;
            case DataType.Bfloat16Vector: vectors.Bfloat16Vector = bytes; break;
            default: vectors.Int8Vector = bytes; break;
        }
        return vectors;
    }

    private bool HasFloats(DataType type) => type == DataType.FloatVector || !elements && type is DataType.Float16Vector or DataType.Bfloat16Vector && !columns[0].Is<byte>();

    private ReadOnlySpan<byte> Bytes(DataType type, Range list) =>
        type == DataType.Int8Vector ? MemoryMarshal.AsBytes(columns[0].Values<sbyte>(list)) : columns[0].Values<byte>(list);

    private ReadOnlySpan<T> Whole<T>(int length, ReadOnlySpan<T> vector) => vector.Length == length ? vector
        : throw new ImportFailure($"length of vector is not aligned: expected {length} but got {vector.Length}: invalid parameter, data type: {_vector.Text()}");

    private int Width(DataType type) => type switch
    {
        DataType.BinaryVector => _dimension / 8,
        DataType.Float16Vector or DataType.Bfloat16Vector => _dimension * 2,
        _ => _dimension,
    };

    private void Sparse(int rows, RepeatedField<ByteString> to)
    {
        if (columns is [var indices, var values])
        {
            ForEach(rows, () => (indices.NextList(), values.NextList()) is ({ } places, { } weights) ? (Places: places, Weights: weights) : ((Range Places, Range Weights)?)null,
                pair => to.Add(Sparse(indices.Numbers<long>(pair.Places), values.Numbers<float>(pair.Weights))));
            return;
        }
        ForEach(rows, () => columns[0].Next(), place =>
        {
            var text = columns[0].Text(place);
            to.Add(ByteString.CopyFrom(SparseJson.Parse(text) ?? throw new ImportFailure($"Invalid JSON string for SparseFloatVector: '{text}'")));
        });
    }

    private static ByteString Sparse(ReadOnlySpan<long> indices, ReadOnlySpan<float> values)
    {
        if (indices.Length != values.Length)
        {
            throw new ImportFailure($"Invalid parquet struct for SparseFloatVector: number of elements of 'indices' and 'values' mismatched, '{indices.Length}' vs '{values.Length}'");
        }
        var places = indices.ToArray().Select(index => unchecked((uint)index)).ToArray();
        var weights = values.ToArray();
        Array.Sort(places, weights);
        return ByteString.CopyFrom(Storage.SparseCodec.Encode(places, weights));
    }
}
