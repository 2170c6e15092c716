using Milvus.Embedded.Storage;

namespace Milvus.Embedded.Salvage;

/// <summary>The count and the sum of the rows of a table, as <see cref="TableSums"/> computes them.</summary>
internal readonly record struct RowSum(long Rows, ulong Hash)
{
    /// <summary>The sum of rows.</summary>
    /// <param name="table">The number of the table in the hashes.</param>
    /// <param name="rows">The values of the columns in the sum.</param>
    public static RowSum Of(int table, IEnumerable<object?[]> rows)
    {
        var sum = default(RowSum);
        foreach (var row in rows)
        {
            sum = new RowSum(sum.Rows + 1, sum.Hash + RowHash.Compute(table, row));
        }

        return sum;
    }

    public static RowSum operator +(RowSum left, RowSum right) => new(left.Rows + right.Rows, left.Hash + right.Hash);

    public static RowSum operator -(RowSum left, RowSum right) => new(left.Rows - right.Rows, left.Hash - right.Hash);
}
