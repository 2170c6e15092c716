using Google.Protobuf;
using Milvus.Embedded.Columns;
using Milvus.Protocol;
using Milvus.Tests.Filter;
using FieldType = Milvus.Protocol.DataType;

namespace Milvus.Tests.Differential;

/// <summary>The rows of a test table in the format of an insert request: a column for each field.</summary>
internal static class TableRows
{
    public static InsertRequest Insert(string collection, TestTable table)
    {
        var request = new InsertRequest { CollectionName = collection, NumRows = (uint)table.Rows.Count };
        foreach (var field in table.Schema.Fields)
        {
            request.FieldsData.Add(field.DataType == FieldType.FloatVector ? Vectors(field, table) : Scalars(field, table));
        }

        if (table.Schema.EnableDynamicField)
        {
            var dynamic = Scalars(TestTable.Field(ColumnSet.DynamicField, FieldType.Json), table);
            dynamic.IsDynamic = true;
            request.FieldsData.Add(dynamic);
        }

        return request;
    }

    private static FieldData Vectors(FieldSchema field, TestTable table)
    {
        var data = new FieldData
        {
            FieldName = field.Name,
            Type = field.DataType,
            Vectors = new VectorField { Dim = 2, FloatVector = new FloatArray() },
        };
        data.Vectors.FloatVector.Data.AddRange(table.Rows.SelectMany(row => new[] { (float)(long)row["id"]!, 1f }));
        return data;
    }

    /// <summary>A nullable field marks the rows that have a value, and contains only their values.</summary>
    private static FieldData Scalars(FieldSchema field, TestTable table)
    {
        var rows = table.Rows.Select(row => row.GetValueOrDefault(field.Name));
        var data = new FieldData
        {
            FieldName = field.Name,
            Type = field.DataType,
            Scalars = Values(field.DataType, field.ElementType, rows.OfType<object>()),
        };
        if (field.Nullable)
        {
            data.ValidData.AddRange(rows.Select(value => value is not null));
        }

        return data;
    }

    private static ScalarField Values(FieldType type, FieldType elementType, IEnumerable<object> values)
    {
        var field = new ScalarField();
        switch (type)
        {
            case FieldType.Bool:
                field.BoolData = new BoolArray();
                field.BoolData.Data.AddRange(values.Cast<bool>());
                break;
            case FieldType.Int8 or FieldType.Int16 or FieldType.Int32:
                field.IntData = new IntArray();
                field.IntData.Data.AddRange(
                    values.Select(value => Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture)));
                break;
            case FieldType.Int64:
                field.LongData = new LongArray();
                field.LongData.Data.AddRange(values.Cast<long>());
                break;
            case FieldType.Float:
                field.FloatData = new FloatArray();
                field.FloatData.Data.AddRange(values.Cast<float>());
                break;
            case FieldType.Double:
                field.DoubleData = new DoubleArray();
                field.DoubleData.Data.AddRange(values.Cast<double>());
                break;
            case FieldType.VarChar:
                field.StringData = new StringArray();
                field.StringData.Data.AddRange(values.Cast<string>());
                break;
            case FieldType.Json:
                field.JsonData = new JSONArray();
                field.JsonData.Data.AddRange(values.Select(value => ByteString.CopyFromUtf8(((JsonText)value).Text)));
                break;
            default:
                field.ArrayData = new ArrayArray { ElementType = elementType };
                field.ArrayData.Data.AddRange(
                    values.Select(value => Values(elementType, FieldType.None, ((Array)value).Cast<object>())));
                break;
        }

        return field;
    }
}
