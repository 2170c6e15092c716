using System.Globalization;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Protocol;

namespace Milvus.Embedded.Schema;

/// <summary>Validates the index type for a scalar field.</summary>
internal static class ScalarIndexChecks
{
    public static void Check(FieldSchema field, string named, string spelled, List<KeyValuePair> parameters)
    {
        var type = IndexTypes.FindForEngine(spelled.Length == 0 ? IndexTypes.Auto : spelled)!;
        CheckType(field, type, spelled);
        if (field.DataType == DataType.Json)
        {
            JsonIndexChecks.Check(field, named, type.JsonCasts, parameters);
        }

        // The index that AUTOINDEX selects for a scalar field has no parameters.
        if (type.Name != IndexTypes.Auto)
        {
            BuildParameters.Check(type, field, parameters);
        }
    }

    private static void CheckType(FieldSchema field, IndexType type, string spelled)
    {
        if (!type.IsScalar)
        {
            throw MilvusError.Parameter($"index {spelled} only supports vector data type");
        }

        if (type.KeyRefusal is { } refusal && field.IsPrimaryKey)
        {
            throw MilvusError.Parameter(refusal);
        }

        // Milvus names a field of a struct clips[label].
        var isInStruct = field.DataType == DataType.Array && field.Name.EndsWith(']');
        var elements = isInStruct ? type.StructElements ?? type.Elements : type.Elements;
        if (!type.Fields.Contains(field.DataType.Model()) && !(isInStruct && type.StructElements is not null))
        {
            throw Refuse(type.Refusal, field.DataType);
        }

        if (field.DataType == DataType.Array && elements?.Contains(field.ElementType.Model()) == false)
        {
            throw Refuse(type.ElementRefusal, field.ElementType);
        }
    }

    private static MilvusError Refuse(string refusal, DataType type) =>
        MilvusError.Parameter(string.Format(CultureInfo.InvariantCulture, refusal, type.Text()));
}
