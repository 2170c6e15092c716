using Milvus.Embedded.Columns;
using Milvus.Embedded.Times;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>Timestamps plus or minus an interval. Months vary in length, so each row is computed by the calendar.</summary>
internal sealed class ShiftedTimeNode(string column, TimeInterval interval, bool earlier) : NumberNode<long>
{
    public override void Compute(in RowBlock block, Span<long> values, Span<ulong> unknown)
    {
        var rows = block.Values<long>(column);
        for (var i = 0; i < rows.Length; i++)
        {
            values[i] = interval.From(rows[i], earlier);
        }
    }
}
