using Google.Protobuf;
using Milvus.Core.Marshalling.Columns;

namespace Milvus.Client.Values;

/// <summary>A range of rows of a column for the wire: the payload has only the rows that are not null.</summary>
internal static class FieldDataWriter
{
    internal static Protocol.FieldData Write(FieldColumn column, int start, int count)
    {
        var data = new Protocol.FieldData
        {
            Type = (Protocol.DataType)(int)column.Field.Type,
            FieldName = column.Field.Name,
            IsDynamic = column.Field.IsDynamic,
        };
        if (column.Valid is { } valid)
        {
            for (var row = start; row < start + count; row++)
            {
                data.ValidData.Add(valid[row]);
            }
        }

        var first = column.GetPayloadIndex(start);
        Fill(data, column, first, column.GetPayloadIndex(start + count) - first);
        return data;
    }

    private static void Fill(Protocol.FieldData data, FieldColumn column, int first, int count)
    {
        switch (column)
        {
            case BoolFieldColumn bools:
                data.Scalars = new Protocol.ScalarField { BoolData = new Protocol.BoolArray() };
                data.Scalars.BoolData.Data.AddRange(bools.Values.Slice(first, count));
                break;
            case Int32FieldColumn ints:
                data.Scalars = new Protocol.ScalarField { IntData = new Protocol.IntArray() };
                data.Scalars.IntData.Data.AddRange(ints.Values.Slice(first, count));
                break;
            case Int64FieldColumn longs:
                data.Scalars = new Protocol.ScalarField { LongData = new Protocol.LongArray() };
                data.Scalars.LongData.Data.AddRange(longs.Values.Slice(first, count));
                break;
            case FloatFieldColumn floats:
                data.Scalars = new Protocol.ScalarField { FloatData = new Protocol.FloatArray() };
                data.Scalars.FloatData.Data.AddRange(floats.Values.Slice(first, count));
                break;
            case DoubleFieldColumn doubles:
                data.Scalars = new Protocol.ScalarField { DoubleData = new Protocol.DoubleArray() };
                data.Scalars.DoubleData.Data.AddRange(doubles.Values.Slice(first, count));
                break;
            case TextFieldColumn texts:
                data.Scalars = ToTexts(column.Field.Type, texts.Values.Slice(first, count));
                break;
            case JsonFieldColumn json:
                data.Scalars = new Protocol.ScalarField { JsonData = new Protocol.JSONArray() };
                foreach (var value in json.Values.Slice(first, count))
                {
                    data.Scalars.JsonData.Data.Add(UnsafeByteOperations.UnsafeWrap(value));
                }

                break;
            case ArrayFieldColumn arrays:
                data.Scalars = new Protocol.ScalarField
                {
                    ArrayData = new Protocol.ArrayArray { ElementType = (Protocol.DataType)(int)column.Field.ElementType },
                };
                foreach (var value in arrays.Values.Slice(first, count))
                {
                    data.Scalars.ArrayData.Data.Add(Elements(value));
                }

                break;
            case StructFieldColumn structs:
                data.Type = Protocol.DataType.ArrayOfStruct;
                data.StructArrays = StructWriter.Write(structs, first, count, [.. data.ValidData]);
                data.ValidData.Clear();
                break;
            case VectorArrayFieldColumn vectors:
                data.Vectors = StructWriter.Vectors(vectors, first, count);
                break;
            default:
                data.Vectors = VectorWriter.Write(column, first, count);
                break;
        }
    }

    private static Protocol.ScalarField ToTexts(DataType type, ReadOnlySpan<string> values)
    {
        if (type == DataType.Geometry)
        {
            var shapes = new Protocol.GeometryWktArray();
            shapes.Data.AddRange(values);
            return new Protocol.ScalarField { GeometryWktData = shapes };
        }

        var texts = new Protocol.StringArray();
        texts.Data.AddRange(values);
        return new Protocol.ScalarField { StringData = texts };
    }

    private static Protocol.ScalarField Elements(Array value) => value switch
    {
        bool[] bools => new Protocol.ScalarField { BoolData = new Protocol.BoolArray { Data = { bools } } },
        int[] ints => new Protocol.ScalarField { IntData = new Protocol.IntArray { Data = { ints } } },
        long[] longs => new Protocol.ScalarField { LongData = new Protocol.LongArray { Data = { longs } } },
        float[] floats => new Protocol.ScalarField { FloatData = new Protocol.FloatArray { Data = { floats } } },
        double[] doubles => new Protocol.ScalarField { DoubleData = new Protocol.DoubleArray { Data = { doubles } } },
        string[] texts => new Protocol.ScalarField { StringData = new Protocol.StringArray { Data = { texts } } },
        _ => throw new ArgumentException($"An array of {value.GetType().GetElementType()} is not a column.", nameof(value)),
    };
}
