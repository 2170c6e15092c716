using Milvus.Embedded.Columns;
using Milvus.Embedded.Service;
using Milvus.Protocol;

namespace Milvus.Embedded.Catalog;

/// <summary>What may come to a schema in one request; the texts are those of newer servers, 2.3.5 has no such request.</summary>
internal static class SchemaAdditionChecks
{
    /// <summary>Whether servers keep something of their own under the name.</summary>
    public static bool IsSystem(string name) => name is "RowID" or "Timestamp" or ColumnSet.DynamicField or "$namespace_id" or "__virtual_pk__";

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
