using Milvus.Embedded.Columns;
using Milvus.Embedded.Times;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>Times so much later or earlier; months follow the calendar, so every row is computed.</summary>
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
