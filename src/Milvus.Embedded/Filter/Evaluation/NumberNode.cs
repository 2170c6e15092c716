using System.Numerics;
using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>A numeric expression over a block: one value for each row.</summary>
internal abstract class NumberNode<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>Computes the values.</summary>
    /// <param name="block">The rows.</param>
    /// <param name="values">One place for each row.</param>
    /// <param name="unknown">Gains the rows that have no value though nothing is null: an index past the end, an integer divided by
    /// zero.</param>
    public abstract void Compute(in RowBlock block, Span<T> values, Span<ulong> unknown);
}
