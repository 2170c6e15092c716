using System.Buffers;
using System.Collections.Concurrent;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Index.Sparse;

/// <summary>An inverted index of sparse vectors: for each index the rows that have it, with their values. It is exact.</summary>
internal sealed class SparseIndex(SparseColumn column) : IVectorIndex
{
    private const int CheckEvery = 4096;

    private readonly ConcurrentDictionary<uint, ChunkList<SparseEntry>> _entries = new();
    private int _count;
    private int _added;

    public int Count => Volatile.Read(ref _count);

    public void Add(int fromRow, int toRow, int threads, IProgress<int>? progress, CancellationToken token)
    {
        // A cancelled run may have added rows beyond the count.
        for (; _added < toRow; _added++)
        {
            if ((_added & (CheckEvery - 1)) == 0)
            {
                token.ThrowIfCancellationRequested();
                progress?.Report(Math.Max(0, _added - fromRow));
            }

            var indices = column.Indices(_added);
            var values = column.Values(_added);
            for (var i = 0; i < indices.Length; i++)
            {
                _entries.GetOrAdd(indices[i], _ => new ChunkList<SparseEntry>(1)).Append(new SparseEntry(_added, values[i]));
            }
        }

        Volatile.Write(ref _count, toRow);
        progress?.Report(toRow - fromRow);
    }

    public void Search(
        ReadOnlySpan<byte> query,
        int rows,
        SearchParameters parameters,
        RowBitmap? allowed,
        TopK hits,
        CancellationToken token)
    {
        var scores = ArrayPool<float>.Shared.Rent(rows);
        try
        {
            scores.AsSpan(0, rows).Clear();
            var vector = SparseValues.Parse(query);
            for (var i = 0; i < vector.Indices.Length; i++)
            {
                token.ThrowIfCancellationRequested();
                if (_entries.TryGetValue(vector.Indices[i], out var entries))
                {
                    Add(entries, vector.Values[i], scores.AsSpan(0, rows));
                }
            }

            for (var row = 0; row < rows; row++)
            {
                if (scores[row] > 0 && (allowed is null || (row < allowed.Length && allowed[row])))
                {
                    hits.Add(-scores[row], row);
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(scores);
        }
    }

    /// <summary>Writes nothing: reading the rows again is as fast as reading the entries.</summary>
    public void Save(Stream stream)
    {
    }

    private static void Add(ChunkList<SparseEntry> entries, float weight, Span<float> scores)
    {
        var count = entries.Count;
        for (var at = 0; at < count; at += Column.ChunkRows)
        {
            foreach (var entry in entries.Chunk(at >> Column.ChunkShift))
            {
                // Entries are in ascending order of rows. Those of rows added after the search began come last.
                if (entry.Row >= scores.Length)
                {
                    return;
                }

                scores[entry.Row] += weight * entry.Value;
            }
        }
    }
}
