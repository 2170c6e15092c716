using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>A BOOL field as 0 and 1, so that false is less than true.</summary>
internal sealed class BooleanColumnNode(string column) : NumberNode<long>
{
    public override void Compute(in RowBlock block, Span<long> values, Span<ulong> unknown)
    {
        var rows = block.Values<bool>(column);
        for (var i = 0; i < rows.Length; i++)
        {
            values[i] = rows[i] ? 1 : 0;
        }
    }
}
