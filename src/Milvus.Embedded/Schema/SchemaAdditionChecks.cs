using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Protocol;

namespace Milvus.Embedded.Schema;

/// <summary>
/// Rules for additions to a schema in one request. The texts are those of Milvus 3.0, because Milvus 2.3.5 has no such request.
/// </summary>
internal static class SchemaAdditionChecks
{
    /// <summary>Whether the name is reserved for a system field.</summary>
    public static bool IsSystem(string name) =>
        name is "RowID" or "Timestamp" or ColumnSet.DynamicField or "$namespace_id" or "__virtual_pk__";

    /// <summary>Validates a new field that is not the output of a function.</summary>
    public static void CheckPlain(CollectionSchema schema, FieldSchema field)
    {
        var name = field.Name;
        if (schema.Fields.Any(other => other.Name == name) || schema.StructArrayFields.Any(other => other.Name == name))
        {
            throw MilvusError.Parameter($"duplicated field name {name}");
        }

        if (IsSystem(name))
        {
            throw MilvusError.Parameter($"not support to add system field, field name = {name}");
        }

        if (field.IsPrimaryKey)
        {
            throw MilvusError.Parameter($"not support to add pk field, field name = {name}");
        }

        if (field.AutoID)
        {
            throw MilvusError.Parameter($"only primary field can speficy AutoID with true, field name = {name}");
        }

        if (field.IsPartitionKey)
        {
            throw MilvusError.Parameter($"not support to add partition key field, field name  = {name}");
        }

        if (field.IsClusteringKey && schema.Fields.Any(other => other.IsClusteringKey))
        {
            throw MilvusError.Parameter($"already has another clustering key field, field name: {name}");
        }

        if (field.DataType.IsVector() && field.DataType != DataType.SparseFloatVector && field.TypeParams.Count == 0)
        {
            throw MilvusError.Parameter($"vector field must have dimension specified, field name = {name}");
        }

        if (!field.Nullable)
        {
            throw MilvusError.Parameter($"added field must be nullable, please check it, field name = {name}");
        }
    }

    public static void Check(AlterCollectionSchemaRequest.Types.AddRequest request)
    {
        if (request.FieldInfos.Any(info => info.FieldSchema is null))
        {
            throw MilvusError.Parameter("empty new field schema in alter schema task");
        }

        if (request.FuncSchema.Count > 1)
        {
            throw MilvusError.Parameter("For now, exactly one function schema is required in alter schema task");
        }

        if (request.FieldInfos.Count == 0)
        {
            throw MilvusError.Parameter("fieldInfos is empty, function output fields are required");
        }

        if (request.FuncSchema.Count == 0)
        {
            return;
        }

        if (request.FieldInfos.Count != 1)
        {
            throw MilvusError.Parameter("For now, only one field info is supported in alter schema task");
        }

        if (request.FuncSchema[0].OutputFieldNames.FirstOrDefault(name => name != request.FieldInfos[0].FieldSchema.Name) is { } other)
        {
            throw MilvusError.Parameter($"function output field \"{other}\" must be one of the newly-added fields, not an existing field");
        }
    }
}
