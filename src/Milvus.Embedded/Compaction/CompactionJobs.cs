using System.Collections.Concurrent;
using Milvus.Embedded.Background;
using Milvus.Embedded.Diagnostics;
using Milvus.Embedded.Records;
using Milvus.Embedded.Storage;

namespace Milvus.Embedded.Compaction;

/// <summary>Runs compactions in the background, one at a time, and keeps the outcomes of the latest ones.</summary>
internal sealed class CompactionJobs(Store store, EngineFailures failures) : IDisposable
{
    private const int Remembered = 1000;

    private readonly ConcurrentDictionary<long, CompactionJob> _jobs = new();
    private readonly ConcurrentQueue<long> _order = new();
    private readonly BackgroundQueue _queue = new();

    public CompactionJob Start(CollectionEntry collection, long id, Action afterwards)
    {
        var job = new CompactionJob(id, collection.Id);
        _jobs[id] = job;
        _order.Enqueue(id);
        if (_order.Count > Remembered && _order.TryDequeue(out var oldest))
        {
            _jobs.TryRemove(oldest, out _);
        }

        _queue.Add(() => Run(job, collection, afterwards));
        return job;
    }

    /// <summary>The known jobs of a collection, oldest first.</summary>
    public IReadOnlyList<CompactionJob> Of(long collectionId) =>
        [.. _jobs.Values.Where(job => job.CollectionId == collectionId).OrderBy(job => job.Id)];

    /// <summary>The job of an id, or null.</summary>
    public CompactionJob? Find(long id) => _jobs.GetValueOrDefault(id);

    public void Dispose() => _queue.Dispose();

    private void Run(CompactionJob job, CollectionEntry collection, Action afterwards)
    {
        try
        {
            var (sources, targets) = new CollectionCompaction(collection, store, _queue.Closing).Run();
            store.Shrink();
            job.Finish(sources, targets);
            afterwards();
        }
        catch (Exception exception)
        {
            // Nothing awaits this task, so the job records the failure. The rows are unchanged.
            if (exception is not OperationCanceledException)
            {
                failures.Report("Compaction", job.Id, exception);
            }

            job.Fail($"{exception.GetType().Name}: {exception.Message}");
        }
    }
}
