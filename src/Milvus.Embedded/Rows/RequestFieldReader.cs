using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Protocol;

namespace Milvus.Embedded.Rows;

/// <summary>
/// Reads the values of one field of a request into a column and validates them. For nullable fields a client sends one flag for each row.
/// It sends either the values of rows that are not null, or a value for every row; both are accepted.
/// </summary>
internal static class RequestFieldReader
{
    public static Column Read(FieldSchema field, FieldData data, int rows)
    {
        if (data.Type != field.DataType)
        {
            throw Mismatch(field, data);
        }

        var column = FieldColumns.Create(field);
        var places = new RowCursor(field, rows, Valid(field, data, rows));
        switch (column)
        {
            case VectorColumn empty:
                return RequestVectorReader.Read(field, data.Vectors, places, empty);
            case VectorArrayColumn lists:
                RequestVectorReader.ReadLists(field, data.Vectors?.VectorArray, places, lists);
                break;
            case SparseColumn sparse:
                RequestVectorReader.ReadSparse(data.Vectors?.SparseFloatVector, places, sparse);
                break;
            default:
                RequestScalarReader.Read(field, data, places, column);
                break;
        }

        return column;
    }

    /// <summary>The column of a field that was not sent: nulls or the default value.</summary>
    public static Column Absent(FieldSchema field, int rows)
    {
        if (field.IsDynamic)
        {
            return RequestScalarReader.EmptyObjects(field, rows);
        }

        if (!field.Nullable && !HasDefault(field))
        {
            throw MilvusError.Parameter($"fieldSchema({field.Name}) has no corresponding fieldData pass in");
        }

        var column = FieldColumns.Create(field);
        for (var row = 0; row < rows; row++)
        {
            RequestScalarReader.AppendNullOrDefault(field, column);
        }

        return column;
    }

    public static bool HasDefault(FieldSchema field) =>
        field.DefaultValue is { DataCase: not ValueField.DataOneofCase.None };

    public static MilvusError Mismatch(FieldSchema field, FieldData data) => MilvusError.Parameter(
        $"field ({field.Name}) takes {field.DataType.Text()}, but the data is of another type", field.DataType.Text(), data.Type.Text());

    private static bool[]? Valid(FieldSchema field, FieldData data, int rows)
    {
        var nested = data.FieldCase switch
        {
            FieldData.FieldOneofCase.Scalars => data.Scalars.ValidData,
            FieldData.FieldOneofCase.Vectors => data.Vectors.ValidData,
            _ => data.ValidData,
        };
        var flags = data.ValidData.Count > 0 ? data.ValidData : nested;
        if (flags.Count == 0)
        {
            return null;
        }

        if (flags.Count != rows)
        {
            throw MilvusError.Parameter($"the length of valid_data of field({field.Name}) is wrong", rows, flags.Count);
        }

        if (flags.Contains(false) && !field.Nullable && !HasDefault(field))
        {
            throw MilvusError.Parameter($"field ({field.Name}) is not nullable and has no default value, but a row has none");
        }

        return [.. flags];
    }
}
