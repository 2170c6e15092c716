using System.Numerics;
using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>A numeric field, converted to a wider type.</summary>
internal sealed class ColumnNode<TField, T>(string column) : NumberNode<T>
    where TField : unmanaged, INumber<TField>
    where T : unmanaged, INumber<T>
{
    public override void Compute(in RowBlock block, Span<T> values, Span<ulong> unknown)
    {
        var rows = block.Values<TField>(column);
        for (var i = 0; i < rows.Length; i++)
        {
            values[i] = T.CreateTruncating(rows[i]);
        }
    }
}
