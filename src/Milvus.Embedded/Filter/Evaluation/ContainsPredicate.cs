using System.Text.Json;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>Whether an array field, or an array in JSON, contains elements. JSON that is not an array evaluates to UNKNOWN.</summary>
internal sealed class ContainsPredicate(string column, JsonPath? path, ContainsPlan plan, bool negated)
    : LeafPredicate(negated, [column])
{
    private readonly string _column = column;
    private readonly ElementMatcher _matcher = new(plan.Elements);

    public override int Cost => path is null ? 50 : 150;

    protected override void Match(
        in RowBlock block, ReadOnlySpan<ulong> candidates, Span<ulong> bits, Span<ulong> unknown)
    {
        var words = FoundElements.Words(_matcher.Count);
        var marks = words <= 16 ? stackalloc ulong[words] : new ulong[words];
        var found = new FoundElements(marks);
        var column = block.Column<Column>(_column);
        var needed = plan.Mode == ContainsMode.ContainsAll ? _matcher.Count : 1;
        bits.Clear();
        foreach (var row in candidates.Rows())
        {
            found.Reset();
            var isArray = path is null
                ? Look(((ArrayColumn)column)[block.Start + row], needed, ref found)
                : Look(((JsonColumn)column)[block.Start + row], path, needed, ref found);
            if (!isArray)
            {
                unknown.Set(row);
            }
            else if (found.Count >= needed)
            {
                bits.Set(row);
            }
        }
    }

    private bool Look(ReadOnlySpan<byte> json, JsonPath path, int needed, ref FoundElements found)
    {
        if (!JsonFinder.TryFind(json, path, out var reader) || reader.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        while (found.Count < needed && reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            _matcher.Json(ref reader, ref found);
        }

        return true;
    }

    private bool Look(Array array, int needed, ref FoundElements found)
    {
        for (var i = 0; i < array.Length && found.Count < needed; i++)
        {
            switch (array)
            {
                case int[] values:
                    _matcher.Integer(values[i], ref found);
                    break;
                case long[] values:
                    _matcher.Integer(values[i], ref found);
                    break;
                case float[] values:
                    _matcher.Number(values[i], ref found);
                    break;
                case double[] values:
                    _matcher.Number(values[i], ref found);
                    break;
                case string[] values:
                    _matcher.Text(values[i], ref found);
                    break;
                case bool[] values:
                    _matcher.Boolean(values[i], ref found);
                    break;
            }
        }

        return true;
    }
}
