using System.Buffers;
using System.Collections.Concurrent;
using Milvus.Embedded.Columns;
using Milvus.Embedded.Index;
using Milvus.Embedded.Index.Sparse;
using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Text.Scoring;

/// <summary>
/// The index of BM25: for each term its rows and frequencies, and the length of each row. The statistics of a search are those of all rows
/// in its snapshot. As in Milvus, deleted rows count until they are compacted.
/// </summary>
/// <remarks>
/// BM25 of Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with the IDF of Lucene, ln(1 + (N - n +
/// 0.5) / (n + 0.5)), which is never negative.
/// </remarks>
internal sealed class Bm25Index(SparseColumn column, float k1, float b) : IVectorIndex
{
    private const int CheckEvery = 4096;

    private readonly ConcurrentDictionary<uint, ChunkList<SparseEntry>> _entries = new();
    private readonly ChunkList<float> _lengths = new(1);
    private readonly ChunkList<double> _lengthsBefore = new(1);
    private readonly object _adding = new();
    private double _length;

    public int Count => _lengths.Count;

    /// <summary>Adds the rows below <paramref name="rows"/>. Searches call it too, because only indexed rows can be scored.</summary>
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

        // The average length is at least 1. It would be close to 0 if all texts are empty, and is a divisor.
        var average = (float)Math.Max(1, (_lengthsBefore[rows - 1] + _lengths[rows - 1]) / rows);
        var scores = ArrayPool<float>.Shared.Rent(rows);
        try
        {
            scores.AsSpan(0, rows).Clear();
            foreach (var (weight, entries) in WeighTerms(SparseValues.Parse(query), rows, parameters.DropRatio))
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
        // The count is increased last, so that a reader that sees it also sees the entries.
        _lengths.Append(length);
    }

    /// <summary>
    /// The terms of a query that occur in rows, with their IDF weights. The given share of the terms with the lowest weights is dropped.
    /// </summary>
    private IEnumerable<(float Weight, ChunkList<SparseEntry> Entries)> WeighTerms(SparseValues query, int rows, float dropRatio)
    {
        var found = new List<(float Weight, ChunkList<SparseEntry> Entries)>();
        var weights = new float[query.Indices.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            var has = _entries.TryGetValue(query.Indices[i], out var entries);
            var containing = has ? CountBelow(entries!, rows) : 0;
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

    /// <summary>The number of entries with rows below <paramref name="rows"/>. Entries are in ascending order of rows.</summary>
    private static int CountBelow(ChunkList<SparseEntry> entries, int rows)
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
