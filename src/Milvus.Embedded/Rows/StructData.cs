using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Protocol;

namespace Milvus.Embedded.Rows;

/// <summary>Reads and writes arrays of structs: the values of each field of the struct, row by row.</summary>
internal static class StructData
{
    /// <summary>The values of a request; those of structs have the full names of their fields.</summary>
    public static IEnumerable<(string Name, FieldData Values)> Flatten(IEnumerable<FieldData> data) => data.SelectMany(values =>
        values.FieldCase == FieldData.FieldOneofCase.StructArrays
            ? values.StructArrays.Fields.Select(field => (StructFields.NameOf(values.FieldName, field.FieldName), field))
            : [(values.IsDynamic ? ColumnSet.DynamicField : values.FieldName, values)]);

    /// <summary>Throws if the fields of a struct differ in the number of their values in a row.</summary>
    public static void CheckLengths(CollectionSchema schema, IReadOnlyList<Column> columns)
    {
        foreach (var structField in schema.StructArrayFields)
        {
            var names = StructFields.Flatten(structField).Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
            var own = columns.Where(column => names.Contains(column.Name)).ToArray();
            for (var row = 0; row < own[0].Count; row++)
            {
                var at = row;
                if (own.Any(column => Length(column, at) != Length(own[0], at) || column.IsNull(at) != own[0].IsNull(at)))
                {
                    throw MilvusError.Parameter(
                        $"the fields of struct array field ({structField.Name}) have different lengths in row {row}");
                }
            }
        }
    }

    /// <summary>Writes some fields of a struct as one value of a response.</summary>
    public static FieldData Write(
        StructArrayFieldSchema structField,
        IEnumerable<FieldSchema> fields,
        ColumnSet columns,
        IReadOnlyList<int> rows)
    {
        var data = new FieldData
        {
            Type = DataType.ArrayOfStruct,
            FieldName = structField.Name,
            FieldId = structField.FieldID,
            StructArrays = new StructArrayField(),
        };
        foreach (var field in fields)
        {
            var values = ResponseFieldWriter.Write(field, columns.Find(field.Name)!, rows);
            values.FieldName = structField.Fields.First(candidate => candidate.FieldID == field.FieldID).Name;
            data.StructArrays.Fields.Add(values);
        }

        return data;
    }

    private static int Length(Column column, int row) =>
        column is VectorArrayColumn lists ? lists.Length(row) : ((ArrayColumn)column)[row].Length;
}
