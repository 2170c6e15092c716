using Milvus.Embedded.Vectors;

namespace Milvus.Embedded.Index.Hnsw;

/// <summary>Adds a run of rows to a graph with several threads.</summary>
internal sealed class HnswBuild(
    HnswGraph graph,
    VectorSpace space,
    int fromRow,
    int toRow,
    IProgress<int>? progress,
    CancellationToken token)
{
    private const int ReportEvery = 128;

    private int _next = fromRow - 1;
    private int _done;
    private int _reported;

    public void Run(int threads)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = token };
        Parallel.For(0, threads, options, _ => Work());
        Report(toRow - fromRow);
    }

    private void Work()
    {
        var inserter = new HnswInserter(graph, space);
        for (int row; (row = Interlocked.Increment(ref _next)) < toRow;)
        {
            token.ThrowIfCancellationRequested();
            // A cancelled run may have added the row before.
            if (!graph.Contains(row) && space.IsComparable(row))
            {
                inserter.Insert(row);
            }

            if (Interlocked.Increment(ref _done) is var done && done % ReportEvery == 0)
            {
                Report(done);
            }
        }
    }

    private void Report(int done)
    {
        if (progress is null)
        {
            return;
        }

        lock (progress)
        {
            if (done > _reported)
            {
                _reported = done;
                progress.Report(done);
            }
        }
    }
}
