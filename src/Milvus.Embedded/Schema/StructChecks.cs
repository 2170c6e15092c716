using System.Globalization;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Protocol;

namespace Milvus.Embedded.Schema;

/// <summary>Validates arrays of structs in a new schema. Rules and texts are those of Milvus 3.0, because Milvus 2.3.5 has none.</summary>
internal static class StructChecks
{
    private const int MaximumCapacity = 4096;
    private const int MaximumDimension = 32768;

    public static void Check(CollectionSchema schema)
    {
        var names = schema.Fields.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var structField in schema.StructArrayFields)
        {
            NameRules.Field(structField.Name);
            CheckUnique(names, structField.Name);
            if (structField.Fields.Count == 0)
            {
                throw MilvusError.Parameter($"struct array field {structField.Name} has no sub-fields");
            }

            CheckFields(schema, structField);
        }
    }

    private static void CheckFields(CollectionSchema schema, StructArrayFieldSchema structField)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        long? capacity = null;
        foreach (var field in structField.Fields)
        {
            NameRules.Field(field.Name);
            CheckUnique(names, field.Name);
            if (FindFault(field) is { } property)
            {
                throw MilvusError.Parameter($"{property} is not supported for struct field, field name = {field.Name}");
            }

            CheckType(schema, field);
            var given = Number(field, "max_capacity")!.Value;
            capacity ??= given;
            if (given != capacity)
            {
                throw MilvusError.Parameter("all sub-fields in struct array field must have the same max_capacity: "
                    + $"structName={structField.Name}, subFieldName={field.Name}, max_capacity={given}, expected={capacity}");
            }
        }

        if (!structField.Nullable && structField.Fields.FirstOrDefault(field => field.Nullable) is { } nullable)
        {
            throw MilvusError.Parameter(
                "sub-field in non-nullable struct cannot be nullable individually, set nullable on the struct instead: "
                    + $"structName={structField.Name}, subFieldName={nullable.Name}");
        }
    }

    /// <summary>The property of a struct's field that only other fields may have; null if there is none.</summary>
    private static string? FindFault(FieldSchema field) =>
        field.IsPrimaryKey ? "primary key"
        : field.AutoID ? "autoID"
        : field.IsPartitionKey ? "partition key"
        : field.IsClusteringKey ? "clustering key"
        : field.IsDynamic ? "dynamic field"
        : field.DefaultValue is { DataCase: not ValueField.DataOneofCase.None } ? "default value"
        : null;

    private static void CheckUnique(HashSet<string> names, string name)
    {
        if (!names.Add(name))
        {
            throw MilvusError.Parameter($"duplicated field name {name} found");
        }
    }

    private static void CheckType(CollectionSchema schema, FieldSchema field)
    {
        switch (field.DataType)
        {
            case DataType.Array
            or DataType.ArrayOfVector when field.ElementType is DataType.Array or DataType.ArrayOfVector or DataType.ArrayOfStruct:
                throw MilvusError.Parameter($"nested array is not supported {field.Name}");
            case DataType.Array:
                TypeChecks.CheckElement(field.ElementType);
                break;
            case DataType.ArrayOfVector when field.ElementType.IsVector() && field.ElementType != DataType.SparseFloatVector:
                CheckDimension(field);
                break;
            case DataType.ArrayOfVector:
                throw MilvusError.Parameter($"Unsupported element type {field.ElementType.Text()} of ArrayOfVector field {field.Name}, "
                    + "only fixed dimension vector types are supported");
            default:
                throw MilvusError.Parameter("fields in StructArrayField must be Array or ArrayOfVector, "
                    + $"field name = {field.Name}, field type = {field.DataType.Text()}");
        }

        if (field.ElementType == DataType.VarChar && Of(field, "max_length", "varChar", schema.Name) is < 1 or > 65535)
        {
            throw MilvusError.Parameter("the maximum length specified for a VarChar should be in (0, 65535]");
        }

        if (Of(field, "max_capacity", "array", schema.Name) is < 1 or > MaximumCapacity)
        {
            throw MilvusError.Parameter($"the maximum capacity specified for a Array should be in (0, {MaximumCapacity}]");
        }
    }

    private static void CheckDimension(FieldSchema field)
    {
        var dimension = Number(field, "dim") ?? throw MilvusError.Parameter(
            $"dimension is not defined in field type params of field {field.Name}, check type param `dim` for vector field");
        var isBinary = field.ElementType.Describe().Family == FieldFamily.BitVector;
        var maximum = isBinary ? MaximumDimension * 8 : MaximumDimension;
        if (dimension < 2)
        {
            throw MilvusError.Parameter($"invalid dimension: {dimension}. should be in range 2 ~ {MaximumDimension}");
        }

        if (isBinary && dimension % 8 != 0)
        {
            throw MilvusError.Parameter(
                $"invalid dimension: {dimension} of field {field.Name}. binary vector dimension should be multiple of 8. ");
        }

        if (dimension > maximum)
        {
            throw MilvusError.Parameter(
                $"invalid dimension: {dimension} of field {field.Name}. {(isBinary ? "binary" : "float")} vector dimension should be "
                    + $"in range 2 ~ {maximum}");
        }
    }

    private static long Of(FieldSchema field, string key, string kind, string collection) =>
        Number(field, key)
        ?? throw new MilvusError(
            MilvusError.ParameterMissingCode,
            $"type param({key}) should be specified for {kind} field {field.Name} of collection {collection}: missing parameter");

    private static long? Number(FieldSchema field, string key) => field.TypeParams.Find(key) is not { } text ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw MilvusError.Parameter($"the value for {key} of field {field.Name} must be an integer");
}
