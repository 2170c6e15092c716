using Milvus.Embedded.Columns;
using Milvus.Embedded.Records;
using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Index.Selection;

/// <summary>What is in memory of a vector index over the rows of a segment.</summary>
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
        // Scores of BM25 come from its structure alone: no search can do without.
        _structure = Metric == DistanceMetric.Bm25 ? Create() : null;
    }

    public Column Column { get; }

    public DistanceMetric Metric { get; }

    /// <summary>What serves the rows it counts; null until the build has begun.</summary>
    public IVectorIndex? Structure => Volatile.Read(ref _structure);

    /// <summary>Rows that are in the index, with those of the step under way.</summary>
    public int IndexedRows => (Structure?.Count ?? 0) + Volatile.Read(ref _underWay);

    /// <summary>Begins with what was kept, or with nothing.</summary>
    public void Begin(byte[]? kept)
    {
        IVectorIndex structure;
        try
        {
            structure = kept is null
                ? Create()
                : VectorIndexFactory.Load(_entry.Type, Column, Metric, Parameters(), new MemoryStream(kept, writable: false));
        }
        catch (InvalidDataException)
        {
            // Everything it knew is in the rows: build it again.
            structure = Create();
        }

        Volatile.Write(ref _structure, structure);
    }

    /// <summary>Takes up the rows below a number, so many at a time that searches soon profit.</summary>
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

    private IVectorIndex Create() => VectorIndexFactory.Create(_entry.Type, Column, Metric, Parameters());

    private Dictionary<string, string> Parameters() => _entry.Parameters.ToDictionary(pair => pair.Key, pair => pair.Value);

    /// <summary>Not <see cref="Progress{T}"/>: that would report late, from other threads.</summary>
    private sealed class StepProgress(BuiltIndex built) : IProgress<int>
    {
        public void Report(int value) => Volatile.Write(ref built._underWay, value);
    }
}
