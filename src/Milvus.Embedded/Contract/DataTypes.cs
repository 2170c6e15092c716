using Milvus.Protocol;

namespace Milvus.Embedded.Contract;

/// <summary>Properties of the data types of the contract.</summary>
internal static class DataTypes
{
    public static bool IsVector(this DataType type) => type is DataType.FloatVector or DataType.BinaryVector or DataType.Float16Vector
        or DataType.Bfloat16Vector or DataType.Int8Vector or DataType.SparseFloatVector;

    public static bool IsInteger(this DataType type) =>
        type is DataType.Int8 or DataType.Int16 or DataType.Int32 or DataType.Int64;

    public static bool IsNumber(this DataType type) => type.IsInteger() || type is DataType.Float or DataType.Double;

    /// <summary>Whether the engine supports fields of the type.</summary>
    public static bool IsSupported(this DataType type) =>
        type.IsVector() || type.IsNumber() || type is DataType.Bool or DataType.VarChar or DataType.Text or DataType.Json or DataType.Array
            or DataType.Timestamptz or DataType.Geometry;

    /// <summary>The name of a type as Milvus prints it, which is that of the contract.</summary>
    public static string Text(this DataType type) => type switch
    {
        DataType.Json => "JSON",
        DataType.Bfloat16Vector => "BFloat16Vector",
        _ => type.ToString(),
    };

    /// <summary>The type of the model. The numbers are equal to those of the contract.</summary>
    public static ModelType Model(this DataType type) => (ModelType)type;
}
