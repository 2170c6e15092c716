using Milvus.Embedded.Columns;
using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Index;

/// <summary>Compares the query with every row. The result is exact, and the tests measure every index against it.</summary>
internal static class BruteForce
{
    private const int Block = 256;

    /// <summary>Comparing this many bytes of vectors takes about a millisecond, which is worth a thread of its own.</summary>
    private const int PartBytes = 1 << 24;

    /// <summary>
    /// Offers the allowed rows from <paramref name="fromRow"/>, inclusive, to <paramref name="toRow"/>, exclusive, to the hits.
    /// </summary>
    public static void Search(Column column, DistanceMetric metric, ReadOnlySpan<byte> query, int fromRow, int toRow,
        RowBitmap? allowed, TopK hits, CancellationToken token)
    {
        if (column is VectorArrayColumn lists)
        {
            EmbeddingLists.Search(lists, metric, query, fromRow, toRow, allowed, hits, token);
        }
        else if (column is SparseColumn sparse)
        {
            Search(sparse, SparseValues.Parse(query), fromRow, toRow, allowed, hits, token);
        }
        else
        {
            Search(VectorSpace.Of((VectorColumn)column, metric), query, fromRow, toRow, allowed, hits, token);
        }
    }

    public static void Search(VectorSpace space, ReadOnlySpan<byte> query, int fromRow, int toRow,
        RowBitmap? allowed, TopK hits, CancellationToken token)
    {
        space.EnsureNorms(toRow);
        var parts = (int)Math.Min(Environment.ProcessorCount, (long)(toRow - fromRow) * query.Length / PartBytes);
        if (parts <= 1)
        {
            Compare(space, query, fromRow, toRow, allowed, hits, token);
            return;
        }

        var given = query.ToArray();
        var found = new TopK[parts];
        Parallel.For(0, parts, new ParallelOptions { CancellationToken = token }, part =>
        {
            found[part] = new TopK(hits.Capacity, hits.Range);
            Compare(space, given, At(part), At(part + 1), allowed, found[part], token);
        });
        foreach (var hit in found.SelectMany(some => some.ToSorted()))
        {
            hits.Add(hit.Distance, hit.Row);
        }

        int At(int part) => fromRow + (int)((long)(toRow - fromRow) * part / parts);
    }

    private static void Compare(VectorSpace space, ReadOnlySpan<byte> query, int fromRow, int toRow,
        RowBitmap? allowed, TopK hits, CancellationToken token)
    {
        var prepared = new QueryVector();
        space.Prepare(query, prepared);
        Span<int> rows = stackalloc int[Block];
        Span<float> distances = stackalloc float[Block];
        var next = fromRow;
        while (true)
        {
            token.ThrowIfCancellationRequested();
            var count = 0;
            while (count < Block && (next = Next(allowed, next)) >= 0 && next < toRow)
            {
                if (space.IsComparable(next))
                {
                    rows[count++] = next;
                }

                next++;
            }

            if (count == 0)
            {
                return;
            }

            space.Distances(prepared, rows[..count], distances);
            for (var i = 0; i < count; i++)
            {
                hits.Add(distances[i], rows[i]);
            }

            if (next < 0)
            {
                return;
            }
        }
    }

    private static void Search(SparseColumn column, SparseValues query, int fromRow, int toRow,
        RowBitmap? allowed, TopK hits, CancellationToken token)
    {
        for (var row = Next(allowed, fromRow); row >= 0 && row < toRow; row = Next(allowed, row + 1))
        {
            if ((row & (Block - 1)) == 0)
            {
                token.ThrowIfCancellationRequested();
            }

            // A row that shares no dimension with the query is not a hit, not even with score 0.
            if (query.Dot(column, row) is > 0 and var score)
            {
                hits.Add(-score, row);
            }
        }
    }

    private static int Next(RowBitmap? allowed, int row) => allowed is null ? row : allowed.Next(row);
}
