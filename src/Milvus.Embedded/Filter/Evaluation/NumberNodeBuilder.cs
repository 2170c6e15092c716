using System.Numerics;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Filter.Plan;
using Milvus.Protocol;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>Creates nodes for numeric operands that are not JSON, in the type in which they are computed.</summary>
internal static class NumberNodeBuilder
{
    public static NumberNode<long> Int64(Operand operand) => operand switch
    {
        ConstantOperand { Value: { Kind: ConstantKind.Bool } value } => new ConstantNode<long>(value.Bool ? 1 : 0),
        ConstantOperand constant => new ConstantNode<long>(constant.Value.Int64),
        ColumnOperand { Kind: ValueKind.Bool } column => new BooleanColumnNode(column.Field.Name),
        ColumnOperand column => Column<long>(column.Field),
        ShiftedTimeOperand shifted => new ShiftedTimeNode(shifted.Field.Name, shifted.Interval, shifted.Earlier),
        ElementOperand element => new ElementNode<long>(element.Field.Name, element.Index),
        LengthOperand { Source: ColumnOperand array } => new ArrayLengthNode(array.Field.Name, null),
        LengthOperand { Source: JsonOperand json } => new ArrayLengthNode(json.Column, json.Path),
        ArithmeticOperand arithmetic => new IntegerArithmeticNode(
            arithmetic.Operator, Int64(arithmetic.Left), Int64(arithmetic.Right)),
        _ => throw NoNumber(operand),
    };

    public static NumberNode<float> Single(Operand operand) => operand switch
    {
        ConstantOperand constant => new ConstantNode<float>((float)constant.Value.Number),
        ColumnOperand column => Column<float>(column.Field),
        ArithmeticOperand arithmetic => new FloatArithmeticNode<float>(
            arithmetic.Operator, Single(arithmetic.Left), Single(arithmetic.Right)),
        _ => throw NoNumber(operand),
    };

    public static NumberNode<double> Double(Operand operand) => operand switch
    {
        ConstantOperand constant => new ConstantNode<double>(constant.Value.Number),
        ColumnOperand column => Column<double>(column.Field),
        ElementOperand element => new ElementNode<double>(element.Field.Name, element.Index),
        LengthOperand => new ConvertNode<long, double>(Int64(operand)),
        ArithmeticOperand { Kind: ValueKind.Int64 } => new ConvertNode<long, double>(Int64(operand)),
        ArithmeticOperand { Kind: ValueKind.Float } => new ConvertNode<float, double>(Single(operand)),
        ArithmeticOperand arithmetic => new FloatArithmeticNode<double>(
            arithmetic.Operator, Double(arithmetic.Left), Double(arithmetic.Right)),
        _ => throw NoNumber(operand),
    };

    private static NumberNode<T> Column<T>(FieldSchema field)
        where T : unmanaged, INumber<T> => field.DataType.Describe().Number is { } number
            ? number.Accept(new ColumnNodes<T>(field.Name))
            : throw new InvalidOperationException($"a field of type {field.DataType.Text()} is not a number");

    private static InvalidOperationException NoNumber(Operand operand) =>
        new($"{operand.GetType().Name} of kind {operand.Kind} is not a number");

    private sealed class ColumnNodes<T>(string column) : INumberVisitor<NumberNode<T>>
        where T : unmanaged, INumber<T>
    {
        NumberNode<T> INumberVisitor<NumberNode<T>>.VisitInteger<TField>() => new ColumnNode<TField, T>(column);

        NumberNode<T> INumberVisitor<NumberNode<T>>.VisitFloat<TField>() => new ColumnNode<TField, T>(column);
    }
}
