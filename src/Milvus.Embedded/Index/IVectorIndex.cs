using Milvus.Embedded.Columns;
using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Index;

/// <summary>
/// An index over the vectors of a column, by row number. One caller at a time adds rows; any number of callers search at the same time.
/// </summary>
internal interface IVectorIndex
{
    /// <summary>Rows below this number are in the index. <see cref="BruteForce"/> searches the others.</summary>
    int Count { get; }

    /// <summary>
    /// Adds rows of the column; <paramref name="fromRow"/> equals <see cref="Count"/>. Progress reports the number of rows added. If
    /// cancelled, the count stays and a later call continues with the work already done.
    /// </summary>
    void Add(int fromRow, int toRow, int threads, IProgress<int>? progress, CancellationToken token);

    /// <summary>
    /// Offers the nearest allowed rows below <paramref name="rows"/> to the hits. Rows beyond the length of the bitmap are not allowed.
    /// <paramref name="rows"/> is at most the <see cref="Count"/> that the caller read before it searches the other rows.
    /// </summary>
    void Search(ReadOnlySpan<byte> query, int rows, SearchParameters parameters, RowBitmap? allowed, TopK hits, CancellationToken token);

    /// <summary>Writes what loading the index requires in addition to the column.</summary>
    void Save(Stream stream);
}
