using Milvus.Protocol;

namespace Milvus.Embedded.Contract;

/// <summary>The names of field types in the messages of Milvus.</summary>
internal static class DataTypeNames
{
    public static string Name(this DataType type) => type switch
    {
        DataType.Json => "JSON",
        DataType.Uuid => "UUID",
        _ => type.ToString(),
    };
}
