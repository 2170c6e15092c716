using System.Text.Json;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>Arithmetic with numbers in JSON, row by row. An integer in JSON is computed as an integer.</summary>
internal static class JsonArithmetic
{
    public static JsonNumber Compute(Operand operand, in RowBlock block, int row) => operand switch
    {
        ConstantOperand { Value: { Kind: ConstantKind.Int64 } value } => JsonNumber.Of(value.Int64),
        ConstantOperand constant => JsonNumber.Of(constant.Value.Double),
        JsonOperand json => Read(block.Column<JsonColumn>(json.Column)[row], json.Path),
        ColumnOperand column => Read(block.Column<Column>(column.Field.Name), row),
        ElementOperand element => Read(block.Column<ArrayColumn>(element.Field.Name)[row], element.Index),
        LengthOperand { Source: JsonOperand json } =>
            ArrayLengthNode.Length(block.Column<JsonColumn>(json.Column)[row], json.Path) is { } length
                ? JsonNumber.Of(length)
                : JsonNumber.Unknown,
        LengthOperand { Source: ColumnOperand array } =>
            JsonNumber.Of((long)block.Column<ArrayColumn>(array.Field.Name)[row].Length),
        ArithmeticOperand arithmetic => Apply(
            arithmetic.Operator, Compute(arithmetic.Left, block, row), Compute(arithmetic.Right, block, row)),
        _ => throw new InvalidOperationException($"{operand.GetType().Name} is not a number"),
    };

    private static JsonNumber Apply(ArithmeticOperator @operator, JsonNumber left, JsonNumber right)
    {
        if (!left.IsNumber || !right.IsNumber)
        {
            return JsonNumber.Unknown;
        }

        var integers = left.State == JsonNumberState.Integer && right.State == JsonNumberState.Integer;
        switch (@operator)
        {
            case ArithmeticOperator.Power:
                return JsonNumber.Of(Math.Pow(left.AsDouble, right.AsDouble));
            case ArithmeticOperator.Modulo or ArithmeticOperator.BitAnd or ArithmeticOperator.BitOr
                or ArithmeticOperator.BitXor or ArithmeticOperator.ShiftLeft or ArithmeticOperator.ShiftRight:
                return Integers(@operator, left.AsInteger, right.AsInteger);
            default:
                return integers
                    ? Integers(@operator, left.Integer, right.Integer)
                    : JsonNumber.Of(FloatArithmetic.Apply(@operator, left.AsDouble, right.AsDouble));
        }
    }

    private static JsonNumber Integers(ArithmeticOperator @operator, long left, long right) =>
        right == 0 && @operator is ArithmeticOperator.Divide or ArithmeticOperator.Modulo
            ? JsonNumber.Unknown
            : JsonNumber.Of(IntegerArithmetic.Apply(@operator, left, right));

    private static JsonNumber Read(ReadOnlySpan<byte> json, JsonPath path) =>
        JsonFinder.TryFind(json, path, out var reader) && reader.TokenType == JsonTokenType.Number
            ? reader.TryGetInt64(out var value) ? JsonNumber.Of(value) : JsonNumber.Of(reader.GetDouble())
            : JsonNumber.Unknown;

    private static JsonNumber Read(Column column, int row) => column switch
    {
        INumberColumn { IsInteger: true } numbers => JsonNumber.Of(numbers.ReadInteger(row)),
        INumberColumn numbers => JsonNumber.Of(numbers.ReadNumber(row)),
        _ => throw new InvalidOperationException($"a {column.Type.Text()} is not a number"),
    };

    private static JsonNumber Read(Array array, int index) => index >= array.Length
        ? JsonNumber.Unknown
        : array switch
        {
            int[] values => JsonNumber.Of((long)values[index]),
            long[] values => JsonNumber.Of(values[index]),
            float[] values => JsonNumber.Of((double)values[index]),
            double[] values => JsonNumber.Of(values[index]),
            _ => throw new InvalidOperationException($"an element of a {array.GetType().Name} is not a number"),
        };
}
