using System.Globalization;
using Google.Protobuf;
using Milvus.Protocol;
using Milvus.Tests.Embedded;

namespace Milvus.Tests.Storage;

/// <summary>The vectors of golden databases: small integers, so that distances are exact, and no two rows have the same distance.</summary>
internal static class GoldenVectors
{
    /// <summary>The dimension of dense vectors; binary vectors have twice that number of bits.</summary>
    public const int Dimension = 8;

    private const int Top = 5;

    /// <summary>A column of <paramref name="rows"/> vectors.</summary>
    public static FieldData Column(string name, Protocol.DataType type, int rows)
    {
        switch (type)
        {
            case Protocol.DataType.FloatVector:
                return Data.Vectors(name, Dimension, [.. Enumerable.Range(0, rows).SelectMany(row => Floats(row))]);
            case Protocol.DataType.SparseFloatVector:
                return Data.Sparse(name, [.. Enumerable.Range(0, rows).Select(Sparse)]);
            default:
                var dimension = type == Protocol.DataType.BinaryVector ? Dimension * 2 : Dimension;
                return Data.Bytes(name, type, dimension, [.. Enumerable.Range(0, rows).SelectMany(row => Bytes(type, row))]);
        }
    }

    /// <summary>A search with the vector of row 3 in the field of an index; null for an index over other values.</summary>
    public static SearchRequest? Query(FieldSchema field, IndexDescription index)
    {
        var metric = index.Params.FirstOrDefault(pair => pair.Key == "metric_type")?.Value ?? "";
        var dimension = int.Parse(field.TypeParams.FirstOrDefault(pair => pair.Key == "dim")?.Value ?? "0", CultureInfo.InvariantCulture);
        return (field.DataType, metric) switch
        {
            (Protocol.DataType.SparseFloatVector, "BM25") => Search(PlaceholderType.VarChar, ByteString.CopyFromUtf8("red word3 row")),
            (Protocol.DataType.SparseFloatVector, _) => Search(PlaceholderType.SparseFloatVector, Data.SparseBytes(Sparse(3))),
            (Protocol.DataType.FloatVector, _) => Search(PlaceholderType.FloatVector, Requests.Floats(Floats(3, dimension))),
            (Protocol.DataType.BinaryVector, _) => Search(PlaceholderType.BinaryVector, ByteString.CopyFrom(Bytes(field.DataType, 3))),
            (Protocol.DataType.Float16Vector, _) => Search(PlaceholderType.Float16Vector, ByteString.CopyFrom(Bytes(field.DataType, 3))),
            (Protocol.DataType.Bfloat16Vector, _) => Search(PlaceholderType.Bfloat16Vector, ByteString.CopyFrom(Bytes(field.DataType, 3))),
            (Protocol.DataType.Int8Vector, _) => Search(PlaceholderType.Int8Vector, ByteString.CopyFrom(Bytes(field.DataType, 3))),
            _ => null,
        };

        SearchRequest Search(PlaceholderType type, ByteString vector) =>
            Requests.ToSearch("", field.Name, metric, Top, [vector], type);
    }

    private static float[] Floats(int row, int dimension = Dimension) =>
        [.. Enumerable.Range(0, dimension).Select(at => (float)Number(row, at))];

    private static (uint Index, float Value)[] Sparse(int row) =>
        [.. Enumerable.Range(0, 1 + row % 4).Select(at => ((uint)(at * 7 + row % 3), 1f + Math.Abs(Number(row, at))))];

    private static byte[] Bytes(Protocol.DataType type, int row) => type switch
    {
        Protocol.DataType.BinaryVector => [(byte)(row * 37), (byte)(row * row + 5)],
        Protocol.DataType.Int8Vector => [.. Enumerable.Range(0, Dimension).Select(at => (byte)(sbyte)Number(row, at))],
        Protocol.DataType.Float16Vector => [.. Floats(row).SelectMany(value => BitConverter.GetBytes((Half)value))],
        _ => [.. Floats(row).SelectMany(value => BitConverter.GetBytes(value)[2..])],
    };

    /// <summary>A pseudo-random integer between -100 and 100.</summary>
    private static int Number(int row, int at) => (row * 7919 + at * 104729 + row * at * 31) % 201 - 100;
}
