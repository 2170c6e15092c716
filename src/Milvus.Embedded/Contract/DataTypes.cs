using Milvus.Protocol;
using EnumDescriptor = Google.Protobuf.Reflection.EnumDescriptor;

namespace Milvus.Embedded.Contract;

/// <summary>Properties of the data types of the contract, from the table of field types.</summary>
internal static class DataTypes
{
    private static readonly Dictionary<DataType, string> _names = SchemaReflection.Descriptor
        .FindTypeByName<EnumDescriptor>(nameof(DataType))
        .Values.ToDictionary(value => (DataType)value.Number, value => value.Name);

    /// <summary>The entry of the type in the table of field types.</summary>
    public static FieldType Describe(this DataType type) => FieldTypes.Of(type.Model());

    public static bool IsVector(this DataType type) => type.Describe().IsVector;

    public static bool IsInteger(this DataType type) => type.Describe().Family == FieldFamily.Integer;

    public static bool IsNumber(this DataType type) => type.Describe().IsNumber;

    /// <summary>The name of a type as Milvus prints it, which is that of the contract.</summary>
    public static string Text(this DataType type) => _names.TryGetValue(type, out var name) ? name : type.ToString();

    /// <summary>The type of the model. The numbers are equal to those of the contract.</summary>
    public static ModelType Model(this DataType type) => (ModelType)type;
}
