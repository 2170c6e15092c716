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
    private readonly BackgroundQueue _queue = new(failures);

    public CompactionJob Start(CollectionEntry collection, long id, Action afterwards)
    {
        var job = new CompactionJob(id, collection.Id);
        _jobs[id] = job;
        _order.Enqueue(id);
        if (_order.Count > Remembered && _order.TryDequeue(out var oldest))
        {
            _jobs.TryRemove(oldest, out _);
        }

        // The rows of a compaction that failed are as they were.
        _queue.Add(new BackgroundJob("Compaction", id), () => Run(job, collection, afterwards), job.Fail);
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
        var (sources, targets) = new CollectionCompaction(collection, store, _queue.Closing).Run();
        store.Shrink();
        job.Finish(sources, targets);
        afterwards();
    }
}
