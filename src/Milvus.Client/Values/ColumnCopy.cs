using Google.Protobuf;
using Google.Protobuf.Collections;
using Milvus.Core.Marshalling.Rows;
using Milvus.Core.Types;

namespace Milvus.Client.Values;

/// <summary>
/// The columns of an answer as columns of a request. Their values are passed on as they are: no row is read. Only nulls, which an answer
/// may have among its values, are taken out.
/// </summary>
internal static class ColumnCopy
{
    private static readonly byte[] _jsonNull = [.. "null"u8];

    /// <summary>Whether all columns of a collection can be passed on. Others are read and written row by row.</summary>
    internal static bool CanCopy(Collection schema) => schema.Field.All(field =>
        FieldTypes.Of(field.Type).Family is not (FieldFamily.Struct or FieldFamily.VectorList or FieldFamily.Shape or FieldFamily.Time)
        && field.StructField.Count == 0);

    /// <summary>The columns for a request; null if one of them must be read row by row.</summary>
    /// <param name="answer">The columns of the answer.</param>
    /// <param name="rows">The number of rows of the answer.</param>
    /// <param name="schema">The collection that the rows are written to.</param>
    /// <param name="left">The fields that are left out.</param>
    /// <param name="method">The call that returned the answer, for errors.</param>
    internal static IReadOnlyList<Protocol.FieldData>? Convert(
        IReadOnlyList<Protocol.FieldData> answer,
        int rows,
        Collection schema,
        IReadOnlySet<string> left,
        string method)
    {
        var columns = new List<Protocol.FieldData>();
        foreach (var field in schema.Field.Where(field => !left.Contains(field.Name)))
        {
            var column = answer.FirstOrDefault(column => column.FieldName == field.Name && !column.IsDynamic);
            if (column is null || Convert(column, field, rows, method) is not { } converted)
            {
                return null;
            }

            columns.Add(converted);
        }

        if (schema.EnableDynamicField)
        {
            columns.Add(ConvertDynamic(answer, rows, method));
        }

        return columns;
    }

    private static Protocol.FieldData? Convert(Protocol.FieldData column, Field field, int rows, string method)
    {
        var data = new Protocol.FieldData { Type = (Protocol.DataType)(int)field.Type, FieldName = field.Name };
        var marks = FieldDataReader.FindMarks(column);
        if (field.Nullable || field.DefaultValue is not null)
        {
            data.ValidData.AddRange(marks ?? Enumerable.Repeat(true, rows));
        }
        else if (marks?.Contains(false) == true)
        {
            return null;
        }

        switch (column.FieldCase)
        {
            case Protocol.FieldData.FieldOneofCase.Scalars:
                var count = ScalarReader.Open(column.Scalars, column.Type, method).Count;
                FieldDataReader.FindPlaces(column, count, rows, method);
                data.Scalars = Pick(column.Scalars, marks is not null && count == rows ? marks : null);
                if (data.Scalars?.ArrayData is { } arrays)
                {
                    SetTypes(arrays, field);
                }

                if (data.Scalars?.JsonData is { } json && !field.Nullable && field.DefaultValue is null)
                {
                    FillJson(json);
                }

                return data.Scalars is null ? null : data;
            case Protocol.FieldData.FieldOneofCase.Vectors:
                FieldDataReader.FindPlaces(column, VectorReader.Open(column.Vectors, column.Type, method).Count, rows, method);
                data.Vectors = Share(column.Vectors, field);
                return data.Vectors is null ? null : data;
            default:
                return null;
        }
    }

    private static Protocol.FieldData ConvertDynamic(IReadOnlyList<Protocol.FieldData> answer, int rows, string method)
    {
        var column = answer.FirstOrDefault(column => column.IsDynamic || column.FieldName == RowBatch.DynamicField);
        var values = column?.Scalars?.JsonData?.Data;
        if (values is not null && values.Count != rows)
        {
            throw ScalarReader.CreateProtocolError(method, RowBatch.DynamicField, $"{values.Count} values for {rows} rows");
        }

        var json = new Protocol.JSONArray();
        var empty = ByteString.CopyFromUtf8("{}");
        json.Data.AddRange(values is null ? Enumerable.Repeat(empty, rows) : values.Select(value => value.IsEmpty ? empty : value));
        return new Protocol.FieldData
        {
            Type = Protocol.DataType.Json,
            FieldName = RowBatch.DynamicField,
            IsDynamic = true,
            Scalars = new Protocol.ScalarField { JsonData = json },
        };
    }

    /// <summary>The scalars whose marks are true, or all; null for a kind that is read row by row.</summary>
    private static Protocol.ScalarField? Pick(Protocol.ScalarField scalars, IList<bool>? marks) => scalars.DataCase switch
    {
        Protocol.ScalarField.DataOneofCase.BoolData => new() { BoolData = new() { Data = { Pick(scalars.BoolData.Data, marks) } } },
        Protocol.ScalarField.DataOneofCase.IntData => new() { IntData = new() { Data = { Pick(scalars.IntData.Data, marks) } } },
        Protocol.ScalarField.DataOneofCase.LongData => new() { LongData = new() { Data = { Pick(scalars.LongData.Data, marks) } } },
        Protocol.ScalarField.DataOneofCase.FloatData => new() { FloatData = new() { Data = { Pick(scalars.FloatData.Data, marks) } } },
        Protocol.ScalarField.DataOneofCase.DoubleData => new() { DoubleData = new() { Data = { Pick(scalars.DoubleData.Data, marks) } } },
        Protocol.ScalarField.DataOneofCase.StringData => new() { StringData = new() { Data = { Pick(scalars.StringData.Data, marks) } } },
        Protocol.ScalarField.DataOneofCase.JsonData => new() { JsonData = new() { Data = { Pick(scalars.JsonData.Data, marks) } } },
        Protocol.ScalarField.DataOneofCase.ArrayData => new()
        {
            ArrayData = new() { ElementType = scalars.ArrayData.ElementType, Data = { Pick(scalars.ArrayData.Data, marks) } },
        },
        _ => null,
    };

    private static IEnumerable<T> Pick<T>(RepeatedField<T> values, IList<bool>? marks) =>
        marks is null ? values : values.Where((_, row) => marks[row]);

    // Milvus 2.3 answers an empty array without a type, and ends if it is sent one.
    private static void SetTypes(Protocol.ArrayArray arrays, Field field)
    {
        arrays.ElementType = (Protocol.DataType)(int)field.ElementType;
        for (var row = 0; row < arrays.Data.Count; row++)
        {
            if (arrays.Data[row].DataCase == Protocol.ScalarField.DataOneofCase.None)
            {
                arrays.Data[row] = CreateEmpty(FieldTypes.Of(field.ElementType).Wire);
            }
        }
    }

    private static Protocol.ScalarField CreateEmpty(WireCase elements) => elements switch
    {
        WireCase.Bool => new() { BoolData = new() },
        WireCase.Int => new() { IntData = new() },
        WireCase.Long => new() { LongData = new() },
        WireCase.Float => new() { FloatData = new() },
        WireCase.Double => new() { DoubleData = new() },
        _ => new() { StringData = new() },
    };

    private static void FillJson(Protocol.JSONArray json)
    {
        for (var row = 0; row < json.Data.Count; row++)
        {
            if (json.Data[row].IsEmpty)
            {
                json.Data[row] = UnsafeByteOperations.UnsafeWrap(_jsonNull);
            }
        }
    }

    // The payload is shared with the answer. Only the marks of null are left out: a request has them beside the column.
    private static Protocol.VectorField? Share(Protocol.VectorField vectors, Field field)
    {
        var shared = new Protocol.VectorField { Dim = vectors.Dim > 0 ? vectors.Dim : field.Dimension ?? 0 };
        switch (vectors.DataCase)
        {
            case Protocol.VectorField.DataOneofCase.FloatVector:
                shared.FloatVector = vectors.FloatVector;
                return shared;
            case Protocol.VectorField.DataOneofCase.BinaryVector:
                shared.BinaryVector = vectors.BinaryVector;
                return shared;
            case Protocol.VectorField.DataOneofCase.Float16Vector:
                shared.Float16Vector = vectors.Float16Vector;
                return shared;
            case Protocol.VectorField.DataOneofCase.Bfloat16Vector:
                shared.Bfloat16Vector = vectors.Bfloat16Vector;
                return shared;
            case Protocol.VectorField.DataOneofCase.Int8Vector:
                shared.Int8Vector = vectors.Int8Vector;
                return shared;
            case Protocol.VectorField.DataOneofCase.SparseFloatVector:
                shared.SparseFloatVector = vectors.SparseFloatVector;
                return shared;
            default:
                return null;
        }
    }
}
