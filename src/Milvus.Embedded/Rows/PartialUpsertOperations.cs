using Google.Protobuf.Collections;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Protocol;
using OpType = Milvus.Protocol.FieldPartialUpdateOp.Types.OpType;

namespace Milvus.Embedded.Rows;

/// <summary>The operations of a partial upsert on fields whose values are not replaced.</summary>
internal static class PartialUpsertOperations
{
    /// <summary>The operation of each field that has one. It is validated against the schema and the sent data.</summary>
    public static Dictionary<string, OpType> Of(
        CollectionEntry collection, IReadOnlyDictionary<string, FieldData> sent, RepeatedField<FieldPartialUpdateOp> given)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var operations = new Dictionary<string, OpType>(StringComparer.Ordinal);
        foreach (var operation in given)
        {
            if (operation.FieldName.Length == 0)
            {
                throw new MilvusError(MilvusError.ParameterMissingCode, "FieldPartialUpdateOp.field_name is required: parameter missing");
            }

            if (!seen.Add(operation.FieldName))
            {
                throw MilvusError.Parameter($"duplicate partial-update op for field \"{operation.FieldName}\"");
            }

            if (operation.Op != OpType.Replace)
            {
                Check(collection, sent, operation.FieldName, operation.Op);
                operations.Add(operation.FieldName, operation.Op);
            }
            else if (operation.FieldName.EndsWith(']'))
            {
                throw MilvusError.Parameter(
                    $"partial struct update is not supported for struct sub-field \"{operation.FieldName}\"; use the whole struct "
                        + "field instead");
            }
        }

        return operations;
    }

    private static void Check(CollectionEntry collection, IReadOnlyDictionary<string, FieldData> sent, string name, OpType operation)
    {
        if (name == collection.PrimaryKey.Name)
        {
            throw MilvusError.Parameter($"field \"{name}\" is the primary key and cannot carry a partial-update op");
        }

        if (name.EndsWith(']') || collection.Schema.StructArrayFields.Any(field => field.Name == name))
        {
            throw MilvusError.Parameter($"op {NameOf(operation)} is not supported for struct field \"{name}\"");
        }

        var field = collection.FindField(name) ?? throw MilvusError.Parameter($"field \"{name}\" not found in collection schema");
        if (field.DataType != DataType.Array)
        {
            throw MilvusError.Parameter($"op {NameOf(operation)} requires Array field, but field \"{name}\" is {field.DataType.Text()}");
        }

        if (!sent.TryGetValue(name, out var data))
        {
            throw MilvusError.Parameter($"partial-update op targets field \"{name}\" not present in fields_data");
        }

        if (data.Scalars?.ArrayData is not { } arrays)
        {
            throw MilvusError.Parameter($"partial-update op field \"{name}\" payload is not an Array");
        }

        if (arrays.ElementType != DataType.None && arrays.ElementType != field.ElementType)
        {
            throw MilvusError.Parameter(
                $"field \"{name}\" expects element type {field.ElementType.Text()} but request provides {arrays.ElementType.Text()}");
        }
    }

    private static string NameOf(OpType operation) => operation == OpType.ArrayAppend ? "ARRAY_APPEND" : "ARRAY_REMOVE";
}
