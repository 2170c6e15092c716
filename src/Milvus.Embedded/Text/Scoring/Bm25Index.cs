using System.Buffers;
using System.Collections.Concurrent;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Index;
using Milvus.Embedded.Index.Sparse;
using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Text.Scoring;

/// <summary>
/// For each term the rows that have it and how often, and the length of each row: what BM25 needs. The statistics of a search are
/// those of all rows below its snapshot's count; like those of Milvus they know deleted rows until these are compacted away.
/// </summary>
internal sealed class Bm25Index(SparseColumn column, float k1, float b) : IVectorIndex
{
    private const int CheckEvery = 4096;

    private readonly ConcurrentDictionary<uint, ChunkList<SparseEntry>> _entries = new();
    private readonly ChunkList<float> _lengths = new(1);
    private readonly ChunkList<double> _lengthsBefore = new(1);
    private readonly object _adding = new();
    private double _length;

    public int Count => _lengths.Count;

    /// <summary>Takes up the rows below a number. Searches call it too: a row that is not in the index cannot be scored.</summary>
    public void TakeUp(int rows, IProgress<int>? progress, CancellationToken token)
    {
        if (Count >= rows)
        {
            return;
        }

        lock (_adding)
        {
            var from = Count;
            for (var row = from; row < rows; row++)
            {
                if ((row & (CheckEvery - 1)) == 0)
                {
                    token.ThrowIfCancellationRequested();
                    progress?.Report(row - from);
                }

                Add(row);
            }
        }
    }

    public void Add(int fromRow, int toRow, int threads, IProgress<int>? progress, CancellationToken token) =>
        TakeUp(toRow, progress, token);

    public void Search(
        ReadOnlySpan<byte> query,
        int rows,
        SearchParameters parameters,
        RowBitmap? allowed,
        TopK hits,
        CancellationToken token)
    {
        if (rows == 0)
        {
            return;
        }

        // Below one the average would divide by next to nothing, as where every text is empty.
        var average = (float)Math.Max(1, (_lengthsBefore[rows - 1] + _lengths[rows - 1]) / rows);
        var scores = ArrayPool<float>.Shared.Rent(rows);
        try
        {
            scores.AsSpan(0, rows).Clear();
            foreach (var (weight, entries) in Weighted(SparseValues.Parse(query), rows, parameters.DropRatio))
            {
                token.ThrowIfCancellationRequested();
                Score(entries, weight, average, scores.AsSpan(0, rows));
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

    /// <summary>Writes nothing: the terms are in the rows, and reading them again is as fast.</summary>
    public void Save(Stream stream)
    {
    }

    private void Add(int row)
    {
        var indices = column.Indices(row);
        var values = column.Values(row);
        var length = 0f;
        for (var i = 0; i < indices.Length; i++)
        {
            _entries.GetOrAdd(indices[i], _ => new ChunkList<SparseEntry>(1)).Append(new SparseEntry(row, values[i]));
            length += values[i];
        }

        _lengthsBefore.Append(_length);
        _length += length;
        // The count last: a reader that sees it sees the rest.
        _lengths.Append(length);
    }

    /// <summary>The terms of a query that some row has, with how rare they are, without the share that weighs least.</summary>
    private IEnumerable<(float Weight, ChunkList<SparseEntry> Entries)> Weighted(SparseValues query, int rows, float dropRatio)
    {
        var found = new List<(float Weight, ChunkList<SparseEntry> Entries)>();
        var weights = new float[query.Indices.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            var has = _entries.TryGetValue(query.Indices[i], out var entries);
            var containing = has ? Below(entries!, rows) : 0;
            weights[i] = query.Values[i] * (float)Math.Log(1 + (rows - containing + 0.5) / (containing + 0.5));
            if (containing > 0)
            {
                found.Add((weights[i], entries!));
            }
        }

        if (dropRatio <= 0 || weights.Length == 0)
        {
            return found;
        }

        Array.Sort(weights);
        var least = weights[(int)(dropRatio * weights.Length)];
        return found.Where(term => term.Weight >= least);
    }

    /// <summary>How many entries are of rows below a number; rows come in ascending order.</summary>
    private static int Below(ChunkList<SparseEntry> entries, int rows)
    {
        var low = 0;
        var high = entries.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (entries[middle].Row < rows)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private void Score(ChunkList<SparseEntry> entries, float weight, float average, Span<float> scores)
    {
        var count = entries.Count;
        for (var at = 0; at < count; at += Column.ChunkRows)
        {
            foreach (var entry in entries.Chunk(at >> Column.ChunkShift))
            {
                if (entry.Row >= scores.Length)
                {
                    return;
                }

                var saturation = k1 * (1 - b + b * (_lengths[entry.Row] / average));
                scores[entry.Row] += weight * (entry.Value * (k1 + 1) / (entry.Value + saturation));
            }
        }
    }
}
