using System.Text.Json;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>Whether an array equals a list, or differs from it. JSON that is not an array evaluates to UNKNOWN.</summary>
internal sealed class ArrayEqualPredicate(string column, JsonPath? path, ArrayEqualPlan plan, bool negated)
    : LeafPredicate(negated, [column])
{
    private readonly string _column = column;

    public override int Cost => path is null ? 50 : 150;

    protected override void Match(
        in RowBlock block, ReadOnlySpan<ulong> candidates, Span<ulong> bits, Span<ulong> unknown)
    {
        var column = block.Column<Column>(_column);
        bits.Clear();
        foreach (var row in candidates.Rows())
        {
            var equal = path is null
                ? Equal(((ArrayColumn)column)[block.Start + row])
                : Equal(((JsonColumn)column)[block.Start + row], path);
            if (equal is null)
            {
                unknown.Set(row);
            }
            else if (equal != plan.Negated)
            {
                bits.Set(row);
            }
        }
    }

    private bool? Equal(ReadOnlySpan<byte> json, JsonPath path) =>
        JsonFinder.TryFind(json, path, out var reader) && reader.TokenType == JsonTokenType.StartArray
            ? JsonArrayEquality.Equal(ref reader, plan.Items)
            : null;

    private bool Equal(Array array)
    {
        if (array.Length != plan.Items.Length)
        {
            return false;
        }

        for (var i = 0; i < array.Length; i++)
        {
            if (!ItemEquals(array, i, plan.Items[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool ItemEquals(Array array, int index, Constant item) => (array, item.Kind) switch
    {
        (int[] values, ConstantKind.Int64) => values[index] == item.Int64,
        (long[] values, ConstantKind.Int64) => values[index] == item.Int64,
        (float[] values, ConstantKind.Int64 or ConstantKind.Double) => values[index] == (float)item.Number,
        (double[] values, ConstantKind.Int64 or ConstantKind.Double) => values[index] == item.Number,
        (string[] values, ConstantKind.String) => string.Equals(values[index], item.String, StringComparison.Ordinal),
        (bool[] values, ConstantKind.Bool) => values[index] == item.Bool,
        _ => false,
    };
}
