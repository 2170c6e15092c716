using Google.Protobuf;

namespace Milvus.Tests.Embedded;

using Milvus.Protocol;

/// <summary>Short forms of columns of requests.</summary>
internal static class Data
{
    public static FieldData Longs(string name, params long[] values)
    {
        var data = New(name, DataType.Int64, new ScalarField { LongData = new() });
        data.Scalars.LongData.Data.AddRange(values);
        return data;
    }

    public static FieldData Ints(string name, DataType type, params int[] values)
    {
        var data = New(name, type, new ScalarField { IntData = new() });
        data.Scalars.IntData.Data.AddRange(values);
        return data;
    }

    public static FieldData Bools(string name, params bool[] values)
    {
        var data = New(name, DataType.Bool, new ScalarField { BoolData = new() });
        data.Scalars.BoolData.Data.AddRange(values);
        return data;
    }

    public static FieldData Floats(string name, params float[] values)
    {
        var data = New(name, DataType.Float, new ScalarField { FloatData = new() });
        data.Scalars.FloatData.Data.AddRange(values);
        return data;
    }

    public static FieldData Doubles(string name, params double[] values)
    {
        var data = New(name, DataType.Double, new ScalarField { DoubleData = new() });
        data.Scalars.DoubleData.Data.AddRange(values);
        return data;
    }

    public static FieldData Texts(string name, params string[] values)
    {
        var data = New(name, DataType.VarChar, new ScalarField { StringData = new() });
        data.Scalars.StringData.Data.AddRange(values);
        return data;
    }

    public static FieldData Json(string name, params string[] values)
    {
        var data = New(name, DataType.Json, new ScalarField { JsonData = new() });
        data.Scalars.JsonData.Data.AddRange(values.Select(ByteString.CopyFromUtf8));
        return data;
    }

    /// <summary>The keys outside of the schema, one JSON object for each row.</summary>
    public static FieldData Dynamic(params string[] values) => new(Json("$meta", values)) { IsDynamic = true };

    public static FieldData Arrays(string name, DataType elements, params ScalarField[] values)
    {
        var data = New(name, DataType.Array, new ScalarField { ArrayData = new() { ElementType = elements } });
        data.Scalars.ArrayData.Data.AddRange(values);
        return data;
    }

    public static FieldData Vectors(string name, int dim, params float[] values)
    {
        var data = new FieldData { FieldName = name, Type = DataType.FloatVector, Vectors = new() { Dim = dim, FloatVector = new() } };
        data.Vectors.FloatVector.Data.AddRange(values);
        return data;
    }

    public static FieldData Bytes(string name, DataType type, int dim, params byte[] values)
    {
        var data = new FieldData { FieldName = name, Type = type, Vectors = new() { Dim = dim } };
        var bytes = ByteString.CopyFrom(values);
        switch (type)
        {
            case DataType.BinaryVector: data.Vectors.BinaryVector = bytes; break;
            case DataType.Float16Vector: data.Vectors.Float16Vector = bytes; break;
            case DataType.Bfloat16Vector: data.Vectors.Bfloat16Vector = bytes; break;
            default: data.Vectors.Int8Vector = bytes; break;
        }

        return data;
    }

    public static FieldData Sparse(string name, params (uint Index, float Value)[][] rows)
    {
        var data = new FieldData { FieldName = name, Type = DataType.SparseFloatVector, Vectors = new() { SparseFloatVector = new() } };
        data.Vectors.SparseFloatVector.Contents.AddRange(rows.Select(row => SparseBytes(row)));
        return data;
    }

    public static ByteString SparseBytes(params (uint Index, float Value)[] row) =>
        ByteString.CopyFrom([.. row.SelectMany(pair => BitConverter.GetBytes(pair.Index).Concat(BitConverter.GetBytes(pair.Value)))]);

    public static FieldData Valid(this FieldData data, params bool[] flags)
    {
        var marked = new FieldData(data);
        marked.ValidData.AddRange(flags);
        return marked;
    }

    private static FieldData New(string name, DataType type, ScalarField scalars) =>
        new()
        {
            FieldName = name,
            Type = type,
            Scalars = scalars,
        };
}
