using Milvus.Embedded.Columns;
using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Index;

/// <summary>
/// An index over the vectors of a column, by row number. One caller adds at a time; any number search meanwhile.
/// </summary>
internal interface IVectorIndex
{
    /// <summary>Rows below this are in the index; later ones are searched by <see cref="BruteForce"/>.</summary>
    int Count { get; }

    /// <summary>
    /// Takes up rows of the column; <paramref name="fromRow"/> is <see cref="Count"/>. Reports how many are done. Cancelled, it keeps its
    /// count and what is done need not be done again.
    /// </summary>
    void Add(int fromRow, int toRow, int threads, IProgress<int>? progress, CancellationToken token);

    /// <summary>
    /// Offers the nearest rows below <paramref name="rows"/> to the hits; of these the allowed ones, and rows past the bitmap's length
    /// are not allowed. <paramref name="rows"/> is at most <see cref="Count"/>, read once before the rows past it are searched.
    /// </summary>
    void Search(ReadOnlySpan<byte> query, int rows, SearchParameters parameters, RowBitmap? allowed, TopK hits, CancellationToken token);

    /// <summary>Writes what loading it needs besides the column.</summary>
    void Save(Stream stream);
}
