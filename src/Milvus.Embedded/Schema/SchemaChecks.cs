using System.Globalization;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Text.Fields;
using Milvus.Protocol;

namespace Milvus.Embedded.Schema;

/// <summary>Rules for the schema of a new collection. The order of checks, codes and texts are those of Milvus 3.0.</summary>
internal static class SchemaChecks
{
    /// <summary>The limit of Milvus since July 2026 (pull request 51936); it was 64 before.</summary>
    private const int MaximumFields = 256;

    /// <summary>The limit of Milvus since February 2026 (pull request 47866); it was 4 before, and 1 in Milvus 2.3.5.</summary>
    private const int MaximumVectorFields = 10;
    private const int MaximumShards = 16;
    private const int MaximumDimension = 32768;

    private static readonly string _keyTypes = string.Join(" or ", FieldTypes.Where(type => type.IsKey));

    private static readonly string[] _reserved = ["RowID", "Timestamp", "__virtual_pk__"];

    /// <summary>Validates the schema with the numbers of shards and partitions.</summary>
    /// <exception cref="MilvusError">The schema or a number is invalid.</exception>
    public static void Check(string collection, CollectionSchema schema, int shards, long partitions)
    {
        CheckCounts(schema, shards);
        NameRules.Collection(schema.Name);
        CheckPrimaryKey(schema);
        foreach (var field in schema.Fields)
        {
            TypeChecks.CheckField(field);
        }

        CheckPartitionKey(schema, partitions);
        foreach (var field in schema.Fields)
        {
            CheckField(schema.Name, field);
        }

        CheckNames(schema);
        if (schema.Name != collection)
        {
            throw new MilvusError(MilvusError.ParameterCode, $"collection name = {collection}, schema.Name={schema.Name}: "
                + "invalid parameter[expected=collection name matches schema name][actual=don't match]");
        }

        foreach (var field in schema.Fields)
        {
            if (field is { IsPrimaryKey: true, Nullable: true })
            {
                throw MilvusError.Parameter($"primary field not support null, type:{field.DataType.Text()}, name:{field.Name}");
            }

            DefaultValueChecks.Check(field);
            AnalyzerChecks.Check(schema, field);
        }

        FunctionChecks.Check(schema);
        StructChecks.Check(schema);
    }

    private static void CheckCounts(CollectionSchema schema, int shards)
    {
        if (shards > MaximumShards)
        {
            throw MilvusError.Parameter($"maximum shards's number should be limited to {MaximumShards}");
        }

        if (schema.Fields.Count + schema.StructArrayFields.Sum(structField => structField.Fields.Count) > MaximumFields)
        {
            throw MilvusError.Parameter($"maximum field's number should be limited to {MaximumFields}");
        }

        var vectors =
            schema.Fields.Count(field => field.DataType.IsVector())
            + StructFields.Flatten(schema).Count(field => field.DataType == DataType.ArrayOfVector);
        if (vectors > MaximumVectorFields)
        {
            throw MilvusError.Parameter($"maximum vector field's number should be limited to {MaximumVectorFields}");
        }

        if (vectors == 0)
        {
            // Milvus 2.3.5 creates such a collection, but cannot load it.
            throw MilvusError.Parameter("schema does not contain vector field");
        }
    }

    private static void CheckPrimaryKey(CollectionSchema schema)
    {
        if (schema.Fields.FirstOrDefault(field => _reserved.Contains(field.Name)) is { Name: var name })
        {
            throw new MilvusError(MilvusError.FieldNameCode,
                $"field name \"{name}\" is reserved for internal use and cannot be used in user schemas: field name invalid[field={name}]");
        }

        var keys = schema.Fields.Where(field => field.IsPrimaryKey).ToArray();
        if (keys.Length == 0)
        {
            throw new MilvusError(MilvusError.ParameterMissingCode, "primary key is not specified: missing parameter");
        }

        if (!keys[0].DataType.Describe().IsKey)
        {
            throw MilvusError.Parameter($"the data type of primary key should be {_keyTypes}");
        }

        if (keys.Length > 1)
        {
            throw MilvusError.Parameter($"there are more than one primary key, field name = {keys[0].Name}, {keys[1].Name}");
        }

        if (schema.Fields.Any(field => field.IsDynamic))
        {
            throw MilvusError.Parameter("cannot explicitly set a field as a dynamic field");
        }

        if (schema.Fields.FirstOrDefault(field => field.AutoID && !field.IsPrimaryKey) is { } other)
        {
            throw MilvusError.Parameter($"only primary field can speficy AutoID with true, field name = {other.Name}");
        }
    }

    private static void CheckPartitionKey(CollectionSchema schema, long partitions)
    {
        var keys = schema.Fields.Where(field => field.IsPartitionKey).ToArray();
        if (keys.Length == 0)
        {
            if (partitions != 0)
            {
                throw MilvusError.Parameter("num_partitions should only be specified with partition key field enabled");
            }

            return;
        }

        if (keys[0].IsPrimaryKey)
        {
            throw MilvusError.Parameter("the partition key field must not be primary field");
        }

        if (keys[0].Nullable)
        {
            throw MilvusError.Parameter("partition key field not support nullable");
        }

        if (!keys[0].DataType.Describe().IsKey)
        {
            throw MilvusError.Parameter($"the data type of partition key should be {_keyTypes}");
        }

        if (partitions < 0)
        {
            throw MilvusError.Parameter("the specified partitions should be greater than 0 if partition key is used");
        }

        if (partitions > PartitionRules.MaximumPartitions)
        {
            throw MilvusError.Parameter($"partition number ({partitions}) exceeds max configuration ({PartitionRules.MaximumPartitions})");
        }

        if (keys.Length > 1)
        {
            throw MilvusError.Parameter($"there are more than one partition key, field name = {keys[0].Name}, {keys[1].Name}");
        }
    }

    private static void CheckField(string collection, FieldSchema field)
    {
        NameRules.Field(field.Name);
        if (!field.DataType.Describe().IsField)
        {
            throw MilvusError.Parameter($"field {field.Name} has type {field.DataType.Text()}, which this engine does not have");
        }

        if (field.DataType.IsVector())
        {
            CheckDimension(field);
        }

        if (field.DataType == DataType.VarChar || (field.DataType == DataType.Array && field.ElementType == DataType.VarChar))
        {
            CheckMaxLength(collection, field);
        }

        if (field.DataType == DataType.Array)
        {
            CheckCapacity(collection, field);
        }

        if (field.TypeParams.Find(Warmup.Key) is { } policy)
        {
            Warmup.Check(policy, $"invalid warmup policy for field {field.Name}");
        }
    }

    private static void CheckDimension(FieldSchema field)
    {
        var text = field.TypeParams.Find("dim");
        if (field.DataType == DataType.SparseFloatVector)
        {
            if (text is not null)
            {
                throw MilvusError.Parameter($"dim should not be specified for sparse vector field {field.Name}({field.FieldID})");
            }

            return;
        }

        var dimension = Number(
            text
                ?? throw MilvusError.Parameter(
                    $"dimension is not defined in field type params of field {field.Name}, check type param `dim` for vector field"));
        if (dimension < 2)
        {
            throw MilvusError.Parameter($"invalid dimension: {dimension}. should be in range 2 ~ {MaximumDimension}");
        }

        if (field.DataType != DataType.BinaryVector)
        {
            if (dimension > MaximumDimension)
            {
                throw MilvusError.Parameter($"invalid dimension: {dimension} of field {field.Name}. float vector dimension should be "
                    + $"in range 2 ~ {MaximumDimension}");
            }

            return;
        }

        if (dimension % 8 != 0)
        {
            throw MilvusError.Parameter(
                $"invalid dimension: {dimension} of field {field.Name}. binary vector dimension should be multiple of 8. ");
        }

        if (dimension > MaximumDimension * 8)
        {
            throw MilvusError.Parameter($"invalid dimension: {dimension} of field {field.Name}. binary vector dimension should be in "
                + $"range 2 ~ {MaximumDimension * 8}");
        }
    }

    private static void CheckMaxLength(string collection, FieldSchema field)
    {
        var text = field.TypeParams.Find("max_length") ?? throw new MilvusError(MilvusError.ParameterMissingCode,
            $"type param(max_length) should be specified for the field({field.Name}) of collection {collection}: missing parameter");
        if (Number(text) is var length and (< 1 or > 65535))
        {
            throw MilvusError.Parameter(
                $"the maximum length specified for the field({field.Name}) should be in (0, 65535], but got {length} instead");
        }
    }

    private static void CheckCapacity(string collection, FieldSchema field)
    {
        var text = field.TypeParams.Find("max_capacity") ?? throw new MilvusError(MilvusError.ParameterMissingCode,
            $"type param(max_capacity) should be specified for array field {field.Name} of collection {collection}: missing parameter");
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var capacity))
        {
            throw MilvusError.Parameter($"the value for max_capacity of field {field.Name} must be an integer");
        }

        if (capacity is < 1 or > 4096)
        {
            throw MilvusError.Parameter("the maximum capacity specified for a Array should be in (0, 4096]");
        }
    }

    private static void CheckNames(CollectionSchema schema)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (schema.Fields.FirstOrDefault(field => !names.Add(field.Name)) is { } twice)
        {
            throw MilvusError.Parameter($"duplicated field name {twice.Name} found");
        }
    }

    private static long Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw MilvusError.Unexpected($"strconv.ParseInt: parsing \"{text}\": invalid syntax");
}
