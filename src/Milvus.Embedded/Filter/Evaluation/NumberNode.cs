using System.Numerics;
using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>A numeric expression over a block of rows, with one value for each row.</summary>
internal abstract class NumberNode<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>Computes the values.</summary>
    /// <param name="block">The rows.</param>
    /// <param name="values">Receives one value for each row.</param>
    /// <param name="unknown">Receives the rows without a value although no field is null, for example an index beyond the end of an array
    /// or an integer divided by zero.</param>
    public abstract void Compute(in RowBlock block, Span<T> values, Span<ulong> unknown);
}
