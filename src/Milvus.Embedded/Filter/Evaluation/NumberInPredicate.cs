using System.Numerics;
using Milvus.Embedded.Columns;

namespace Milvus.Embedded.Filter.Evaluation;

/// <summary>A numeric field in a list of values, which can be long.</summary>
internal sealed class NumberInPredicate<T>(string column, IEnumerable<T> values, bool negated)
    : LeafPredicate(negated, [column])
    where T : unmanaged, INumber<T>
{
    /// <summary>Up to this number of values, SIMD comparisons are faster than one look-up for each row.</summary>
    private const int FewValues = 4;

    private readonly string _column = column;
    private readonly HashSet<T> _values = [.. values];

    public override int Cost => _values.Count <= FewValues ? _values.Count : 10;

    protected override void Match(
        in RowBlock block, ReadOnlySpan<ulong> candidates, Span<ulong> bits, Span<ulong> unknown)
    {
        var rows = block.Values<T>(_column);
        bits.Clear();
        if (_values.Count <= FewValues)
        {
            Span<ulong> found = stackalloc ulong[bits.Length];
            foreach (var value in _values)
            {
                VectorComparison.Compare(Plan.Comparison.Equal, rows, value, found);
                bits.Or(found);
            }

            return;
        }

        foreach (var row in candidates.Rows())
        {
            if (_values.Contains(rows[row]))
            {
                bits.Set(row);
            }
        }
    }
}
