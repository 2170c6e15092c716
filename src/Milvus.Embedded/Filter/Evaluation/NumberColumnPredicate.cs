using System.Numerics;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Filter.Plan;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>Compares a numeric field with a constant of the same type, several values at a time (SIMD).</summary>
internal sealed class NumberColumnPredicate<T>(string column, Comparison comparison, T constant, bool negated)
    : LeafPredicate(negated, [column])
    where T : unmanaged, INumber<T>
{
    private readonly string _column = column;

    public override int Cost => 1;

    protected override void Match(
        in RowBlock block, ReadOnlySpan<ulong> candidates, Span<ulong> bits, Span<ulong> unknown) =>
        VectorComparison.Compare(comparison, block.Values<T>(_column), constant, bits);
}
