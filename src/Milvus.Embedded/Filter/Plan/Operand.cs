using Milvus.Protocol;

namespace Milvus.Embedded.Filter.Plan;

/// <summary>A bound expression with a value. The set of subclasses is closed.</summary>
/// <param name="Kind">The type in which the value is computed.</param>
/// <param name="Type">The field type, which errors name. For an element of an array it is the type of the element.</param>
internal abstract record Operand(ValueKind Kind, DataType Type)
{
    /// <summary>Whether the value comes from JSON, so that its type is only known for each row.</summary>
    public virtual bool IsJson => false;
}

internal sealed record ConstantOperand(Constant Value) : Operand(KindOf(Value), TypeOf(Value))
{
    private static ValueKind KindOf(Constant value) => value.Kind switch
    {
        ConstantKind.Bool => ValueKind.Bool,
        ConstantKind.Int64 => ValueKind.Int64,
        ConstantKind.Double => ValueKind.Double,
        ConstantKind.String => ValueKind.String,
        _ => ValueKind.Array,
    };

    private static DataType TypeOf(Constant value) => value.Kind switch
    {
        ConstantKind.Bool => DataType.Bool,
        ConstantKind.Int64 => DataType.Int64,
        ConstantKind.Double => DataType.Double,
        ConstantKind.String => DataType.VarChar,
        _ => DataType.Array,
    };
}

/// <summary>A whole field that is not JSON.</summary>
internal sealed record ColumnOperand(FieldSchema Field, ValueKind Kind) : Operand(Kind, Field.DataType);

/// <summary>A JSON field, or the value at a path in it. A dynamic key is the first step of a path in `$meta`.</summary>
internal sealed record JsonOperand(string Column, JsonPath Path) : Operand(ValueKind.Json, DataType.Json)
{
    public override bool IsJson => true;
}

/// <summary>One element of an array field. FLOAT elements are computed as double, unlike FLOAT fields.</summary>
internal sealed record ElementOperand(FieldSchema Field, int Index, ValueKind Kind) : Operand(Kind, Field.ElementType);

/// <summary>The length of an array.</summary>
internal sealed record LengthOperand(Operand Source) : Operand(ValueKind.Int64, DataType.Int64);

internal sealed record ArithmeticOperand(
    ArithmeticOperator Operator, Operand Left, Operand Right, ValueKind Kind, DataType Type) : Operand(Kind, Type)
{
    public override bool IsJson => Left.IsJson || Right.IsJson;
}
