using System.Globalization;
using Milvus.Embedded.Service;
using Milvus.Embedded.Storage;
using Milvus.Embedded.Structs;
using Milvus.Embedded.Text.Fields;
using Milvus.Protocol;

namespace Milvus.Embedded.Catalog;

/// <summary>What Milvus asks of the schema of a new collection, in its order and with its texts.</summary>
internal static class SchemaChecks
{
    private const int MaximumFields = 64;
    private const int MaximumShards = 16;

    /// <summary>Throws where the schema, or the numbers beside it, are not valid.</summary>
    public static void Check(string collection, CollectionSchema schema, int shards, long partitions)
    {
        NameRules.Collection(collection);
        if (schema.Name != collection)
        {
            throw MilvusError.Parameter($"collection name = {collection}, schema.Name={schema.Name}", "collection name matches schema name", "don't match");
        }
        if (shards > MaximumShards)
        {
            throw MilvusError.Unexpected("maximum shards's number should be limited to 16");
        }
        if (schema.Fields.Count + schema.StructArrayFields.Sum(structField => structField.Fields.Count) > MaximumFields)
        {
            throw MilvusError.Unexpected("maximum field's number should be limited to 64");
        }
        CheckNames(schema);
        CheckPrimaryKey(schema);
        CheckPartitionKey(schema, partitions);
        foreach (var field in schema.Fields)
        {
            CheckField(collection, field);
            DefaultValueChecks.Check(field);
            AnalyzerChecks.Check(schema, field);
        }
        FunctionChecks.Check(schema);
        StructChecks.Check(schema);
        if (!schema.Fields.Any(field => field.DataType.IsVector()) && !StructFields.Flatten(schema).Any(field => field.DataType == DataType.ArrayOfVector))
        {
            // 2.3.5 lets such a collection be made and never be loaded; newer servers and Lite refuse it.
            throw MilvusError.Parameter("schema does not contain vector field");
        }
    }

    private static void CheckNames(CollectionSchema schema)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in schema.Fields)
        {
            if (field.IsDynamic)
            {
                throw MilvusError.Unexpected("cannot explicitly set a field as a dynamic field");
            }
            NameRules.Field(field.Name);
            if (!names.Add(field.Name))
            {
                throw MilvusError.Unexpected("duplicated field name");
            }
        }
    }

    private static void CheckPrimaryKey(CollectionSchema schema)
    {
        var keys = schema.Fields.Where(field => field.IsPrimaryKey).ToArray();
        if (keys.Length == 0)
        {
            throw MilvusError.Unexpected("primary key is not specified");
        }
        if (keys.Length > 1)
        {
            throw MilvusError.Unexpected($"there are more than one primary key, field name = {keys[0].Name}, {keys[1].Name}");
        }
        if (keys[0].DataType is not (DataType.Int64 or DataType.VarChar))
        {
            throw MilvusError.Unexpected("the data type of primary key should be Int64 or VarChar");
        }
        if (keys[0].Nullable)
        {
            throw MilvusError.Parameter("primary field not support null");
        }
        if (schema.Fields.FirstOrDefault(field => field.AutoID && !field.IsPrimaryKey) is { } other)
        {
            throw MilvusError.Unexpected($"only primary field can speficy AutoID with true, field name = {other.Name}");
        }
    }

    private static void CheckPartitionKey(CollectionSchema schema, long partitions)
    {
        var keys = schema.Fields.Where(field => field.IsPartitionKey).ToArray();
        if (keys.Length > 1)
        {
            throw MilvusError.Unexpected($"there are more than one partition key, field name = {keys[0].Name}, {keys[1].Name}");
        }
        if (keys.Length == 1 && keys[0].IsPrimaryKey)
        {
            throw MilvusError.Unexpected("the partition key field must not be primary field");
        }
        if (keys.Length == 1 && keys[0].DataType is not (DataType.Int64 or DataType.VarChar))
        {
            throw MilvusError.Unexpected("the data type of partition key should be Int64 or VarChar");
        }
        if (keys.Length == 0 && partitions > 0)
        {
            throw MilvusError.Unexpected("num_partitions should only be specified with partition key field enabled");
        }
        if (partitions is < 0 or > PartitionRules.MaximumPartitions)
        {
            throw MilvusError.Parameter($"partition number ({partitions}) exceeds max configuration ({PartitionRules.MaximumPartitions})");
        }
    }

    private static void CheckField(string collection, FieldSchema field)
    {
        if (field.DataType == DataType.String)
        {
            throw MilvusError.Unexpected("string data type not supported yet, please use VarChar type instead");
        }
        if (field.DataType == DataType.None)
        {
            throw MilvusError.Unexpected("data type None is not valid");
        }
        if (!field.DataType.IsSupported())
        {
            throw MilvusError.Parameter($"field {field.Name} has type {field.DataType.Text()}, which this engine does not have");
        }
        if (field.DataType.IsVector() && field.DataType != DataType.SparseFloatVector)
        {
            CheckDimension(field);
        }
        if (field.DataType == DataType.VarChar || (field.DataType == DataType.Array && field.ElementType == DataType.VarChar))
        {
            CheckMaxLength(collection, field);
        }
        if (field.DataType == DataType.Array)
        {
            CheckArray(collection, field);
        }
    }

    private static void CheckDimension(FieldSchema field)
    {
        var text = field.TypeParams.Find("dim")
            ?? throw MilvusError.Unexpected("dimension is not defined in field type params, check type param `dim` for vector field");
        var dimension = Number(text);
        // 2.3.5 bounds the dimension of a binary vector by the same number; newer servers count its bytes.
        var maximum = field.DataType == DataType.BinaryVector ? 32768 * 8 : 32768;
        if (dimension < 1 || dimension > maximum)
        {
            throw MilvusError.Unexpected($"invalid dimension: {dimension}. should be in range 1 ~ {maximum}");
        }
        if (field.DataType == DataType.BinaryVector && dimension % 8 != 0)
        {
            throw MilvusError.Unexpected($"invalid dimension: {dimension}. should be multiple of 8. ");
        }
    }

    private static void CheckMaxLength(string collection, FieldSchema field)
    {
        var text = field.TypeParams.Find("max_length")
            ?? throw MilvusError.Unexpected($"type param(max_length) should be specified for varChar field of collection {collection}");
        if (Number(text) is < 1 or > 65535)
        {
            throw MilvusError.Parameter("the maximum length specified for a VarChar should be in (0, 65535]");
        }
    }

    private static void CheckArray(string collection, FieldSchema field)
    {
        if (field.ElementType == DataType.None)
        {
            throw MilvusError.Unexpected("element data type None is not valid");
        }
        if (!field.ElementType.IsNumber() && field.ElementType is not (DataType.Bool or DataType.VarChar))
        {
            throw MilvusError.Unexpected($"element type {field.ElementType.Text()} is not supported");
        }
        var text = field.TypeParams.Find("max_capacity")
            ?? throw MilvusError.Unexpected($"type param(max_capacity) should be specified for array field of collection {collection}");
        if (Number(text) is < 1 or > 4096)
        {
            throw MilvusError.Unexpected("the maximum capacity specified for a Array should be in (0, 4096]");
        }
    }

    private static long Number(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw MilvusError.Unexpected($"strconv.ParseInt: parsing \"{text}\": invalid syntax");
}
