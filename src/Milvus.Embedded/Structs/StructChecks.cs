using System.Globalization;
using Milvus.Embedded.Catalog;
using Milvus.Embedded.Service;
using Milvus.Embedded.Storage;
using Milvus.Protocol;

namespace Milvus.Embedded.Structs;

/// <summary>What an array of structs in a new schema must be.</summary>
internal static class StructChecks
{
    private const int MaximumCapacity = 4096;

    public static void Check(CollectionSchema schema)
    {
        var names = schema.Fields.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var structField in schema.StructArrayFields)
        {
            NameRules.Field(structField.Name);
            if (!names.Add(structField.Name))
            {
                throw MilvusError.Unexpected("duplicated field name");
            }
            if (structField.Fields.Count == 0)
            {
                throw MilvusError.Parameter($"struct array field {structField.Name} has no sub-fields");
            }
            CheckFields(structField);
        }
    }

    private static void CheckFields(StructArrayFieldSchema structField)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in structField.Fields)
        {
            NameRules.Field(field.Name);
            if (!names.Add(field.Name))
            {
                throw MilvusError.Unexpected("duplicated field name");
            }
            if (field.IsPrimaryKey || field.IsPartitionKey || field.IsClusteringKey || field.IsDynamic || field.AutoID
                || field.DefaultValue is { DataCase: not ValueField.DataOneofCase.None })
            {
                throw MilvusError.Parameter($"field {field.Name} of struct {structField.Name} can be no key, dynamic field or field with auto_id or a default value");
            }
            CheckType(structField, field);
        }
    }

    private static void CheckType(StructArrayFieldSchema structField, FieldSchema field)
    {
        var isList = field.DataType == DataType.ArrayOfVector && field.ElementType.IsVector() && field.ElementType != DataType.SparseFloatVector;
        var isArray = field.DataType == DataType.Array && (field.ElementType.IsNumber() || field.ElementType is DataType.Bool or DataType.VarChar);
        if (!isList && !isArray)
        {
            throw MilvusError.Parameter($"field {field.Name} of struct {structField.Name} should be an array of scalars or of dense vectors, but is {field.DataType.Text()} of {field.ElementType.Text()}");
        }
        CheckNumber(structField, field, "max_capacity", MaximumCapacity);
        if (isList)
        {
            CheckNumber(structField, field, "dim", 32768 * (field.ElementType == DataType.BinaryVector ? 8 : 1));
        }
        if (field.ElementType == DataType.VarChar)
        {
            CheckNumber(structField, field, "max_length", 65535);
        }
    }

    private static void CheckNumber(StructArrayFieldSchema structField, FieldSchema field, string key, int maximum)
    {
        var text = field.TypeParams.Find(key)
            ?? throw MilvusError.Unexpected($"type param({key}) should be specified for field {field.Name} of struct {structField.Name}");
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1 || number > maximum)
        {
            throw MilvusError.Parameter($"{key} of field {field.Name} of struct {structField.Name} should be in [1, {maximum}], but is {text}");
        }
        if (key == "dim" && field.ElementType == DataType.BinaryVector && number % 8 != 0)
        {
            throw MilvusError.Unexpected($"invalid dimension: {number}. should be multiple of 8. ");
        }
    }
}
