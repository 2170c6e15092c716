using System.Globalization;
using System.Text.Json;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Tests.Filter;

/// <summary>Reads a value of one row for the reference evaluator.</summary>
internal static class RowOperand
{
    public static RowValue Read(Operand operand, IReadOnlyDictionary<string, object?> row) => operand switch
    {
        ConstantOperand constant => RowValue.Of(constant.Value),
        ColumnOperand column => row.GetValueOrDefault(column.Field.Name) is { } value ? RowValue.Of(value) : RowValue.Null,
        ElementOperand element => row.GetValueOrDefault(element.Field.Name) is Array array
            ? RowValue.Of(array).Items!.ElementAtOrDefault(element.Index) ?? RowValue.Absent
            : RowValue.Null,
        JsonOperand json => row.GetValueOrDefault(json.Column) is JsonText text ? Find(text, json.Path) : RowValue.Null,
        LengthOperand length => Read(length.Source, row) is { IsNull: false } source
            && source.Items is { } items
                ? RowValue.Of((long)items.Count)
                : RowValue.Absent,
        ArithmeticOperand arithmetic => Compute(arithmetic, Read(arithmetic.Left, row), Read(arithmetic.Right, row)),
        _ => throw new InvalidOperationException(operand.GetType().Name),
    };

    private static RowValue Find(JsonText text, JsonPath path)
    {
        var element = JsonDocument.Parse(text.Text).RootElement;
        foreach (var key in path.Keys)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object when element.EnumerateObject().Any(property => property.NameEquals(key)):
                    element = element.EnumerateObject().First(property => property.NameEquals(key)).Value;
                    break;
                case JsonValueKind.Array when int.TryParse(key, out var index) && index.ToString(CultureInfo.InvariantCulture) == key
                    && index >= 0 && index < element.GetArrayLength():
                    element = element[index];
                    break;
                default:
                    return RowValue.Absent;
            }
        }

        return RowValue.Of(element);
    }

    private static RowValue Compute(ArithmeticOperand operand, RowValue left, RowValue right)
    {
        if (left.IsNull || right.IsNull)
        {
            return RowValue.Null;
        }

        if (left.Value is not (long or float or double) || right.Value is not (long or float or double))
        {
            return RowValue.Absent;
        }

        var wholeOnly = operand.Operator is ArithmeticOperator.Modulo or ArithmeticOperator.BitAnd
            or ArithmeticOperator.BitOr or ArithmeticOperator.BitXor;
        if (wholeOnly || (left.Value is long && right.Value is long && operand.Operator != ArithmeticOperator.Power))
        {
            return Whole(operand.Operator, ToWhole(left.Value), ToWhole(right.Value));
        }

        if (operand.Kind == ValueKind.Float)
        {
            return RowValue.Of(Single(operand.Operator, RowValue.Single(left.Value), RowValue.Single(right.Value)));
        }

        var a = RowValue.Number(left.Value);
        var b = RowValue.Number(right.Value);
        return RowValue.Of(operand.Operator switch
        {
            ArithmeticOperator.Add => a + b,
            ArithmeticOperator.Subtract => a - b,
            ArithmeticOperator.Multiply => a * b,
            ArithmeticOperator.Divide => a / b,
            _ => Math.Pow(a, b),
        });
    }

    private static long ToWhole(object value) => value is long whole ? whole : (long)RowValue.Number(value);

    private static float Single(ArithmeticOperator @operator, float a, float b) => @operator switch
    {
        ArithmeticOperator.Add => a + b,
        ArithmeticOperator.Subtract => a - b,
        ArithmeticOperator.Multiply => a * b,
        _ => a / b,
    };

    private static RowValue Whole(ArithmeticOperator @operator, long a, long b) => @operator switch
    {
        ArithmeticOperator.Divide or ArithmeticOperator.Modulo when b == 0 => RowValue.Null,
        ArithmeticOperator.Add => RowValue.Of(unchecked(a + b)),
        ArithmeticOperator.Subtract => RowValue.Of(unchecked(a - b)),
        ArithmeticOperator.Multiply => RowValue.Of(unchecked(a * b)),

        // With 128 bits, the smallest integer divided by -1 does not overflow.
        ArithmeticOperator.Divide => RowValue.Of(unchecked((long)((Int128)a / b))),
        ArithmeticOperator.Modulo => RowValue.Of((long)((Int128)a % b)),
        ArithmeticOperator.BitAnd => RowValue.Of(a & b),
        ArithmeticOperator.BitOr => RowValue.Of(a | b),
        _ => RowValue.Of(a ^ b),
    };
}
