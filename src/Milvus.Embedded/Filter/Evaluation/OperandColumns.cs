using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>The fields that an operand reads.</summary>
internal static class OperandColumns
{
    public static IReadOnlyList<string> Of(params Operand[] operands)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var operand in operands)
        {
            Collect(operand, names);
        }

        return [.. names];
    }

    private static void Collect(Operand operand, SortedSet<string> names)
    {
        switch (operand)
        {
            case ColumnOperand column:
                names.Add(column.Field.Name);
                break;
            case ShiftedTimeOperand shifted:
                names.Add(shifted.Field.Name);
                break;
            case JsonOperand json:
                names.Add(json.Column);
                break;
            case ElementOperand element:
                names.Add(element.Field.Name);
                break;
            case LengthOperand length:
                Collect(length.Source, names);
                break;
            case ArithmeticOperand arithmetic:
                Collect(arithmetic.Left, names);
                Collect(arithmetic.Right, names);
                break;
        }
    }
}
