using Milvus.Embedded.Contract;
using Milvus.Embedded.Errors;
using Milvus.Protocol;

namespace Milvus.Embedded.Schema;

/// <summary>Which types fields and the elements of arrays may have.</summary>
internal static class TypeChecks
{
    public static void CheckField(FieldSchema field)
    {
        RefuseUnnamed(field.DataType, "data type");
        if (field.DataType == DataType.Array)
        {
            CheckElement(field.ElementType);
        }
    }

    public static void CheckElement(DataType type)
    {
        RefuseUnnamed(type, "element data type");
        if (!type.Describe().IsElement)
        {
            throw MilvusError.Parameter($"element type {type.Text()} is not supported");
        }
    }

    private static void RefuseUnnamed(DataType type, string what)
    {
        if (type == DataType.String)
        {
            throw MilvusError.Parameter("string data type not supported yet, please use VarChar type instead");
        }

        if (type == DataType.None)
        {
            throw MilvusError.Parameter($"{what} None is not valid");
        }
    }
}
