using Milvus.Embedded.Columns;
using Milvus.Embedded.Records;
using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Index.Selection;

/// <summary>A vector index over the rows of a segment, in memory.</summary>
internal sealed class BuiltIndex
{
    private readonly IndexEntry _entry;
    private IVectorIndex? _structure;
    private int _underWay;

    public BuiltIndex(ColumnSet columns, IndexEntry entry)
    {
        _entry = entry;
        Column = columns.Find(entry.Field.Name)!;
        Metric =
            DistanceMetrics.Find(entry.Metric)
            ?? throw new InvalidDataException($"index {entry.Name} has the unknown metric {entry.Metric}");
        // Only the BM25 index computes BM25 scores, so every search requires it.
        _structure = Metric == DistanceMetric.Bm25 ? Create() : null;
    }

    public Column Column { get; }

    public DistanceMetric Metric { get; }

    /// <summary>The index that serves the first rows; null until the build begins.</summary>
    public IVectorIndex? Structure => Volatile.Read(ref _structure);

    /// <summary>The number of indexed rows, including those of the current step.</summary>
    public int IndexedRows => (Structure?.Count ?? 0) + Volatile.Read(ref _underWay);

    /// <summary>Begins with a stored index, or with an empty one.</summary>
    public void Begin(byte[]? kept)
    {
        IVectorIndex structure;
        try
        {
            structure = kept is null
                ? Create()
                : VectorIndexFactory.Load(_entry.Type, Column, Metric, _entry.GetParameters(), new MemoryStream(kept, writable: false));
        }
        catch (InvalidDataException)
        {
            // A damaged index is built again: all its data is in the rows.
            structure = Create();
        }

        Volatile.Write(ref _structure, structure);
    }

    /// <summary>Adds the rows below <paramref name="rows"/> in steps, so that searches soon use them.</summary>
    public void Build(int rows, CancellationToken token)
    {
        const int StepRows = 1 << 16;
        var structure = Structure!;
        while (structure.Count < rows)
        {
            var from = structure.Count;
            try
            {
                structure.Add(from, Math.Min(rows, from + StepRows), Environment.ProcessorCount, new StepProgress(this), token);
            }
            finally
            {
                Volatile.Write(ref _underWay, 0);
            }
        }
    }

    private IVectorIndex Create() => VectorIndexFactory.Create(_entry.Type, Column, Metric, _entry.GetParameters());

    /// <summary><see cref="Progress{T}"/> would report late and from other threads.</summary>
    private sealed class StepProgress(BuiltIndex built) : IProgress<int>
    {
        public void Report(int value) => Volatile.Write(ref built._underWay, value);
    }
}
