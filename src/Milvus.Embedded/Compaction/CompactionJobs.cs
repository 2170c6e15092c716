using System.Collections.Concurrent;
using Milvus.Embedded.Records;
using Milvus.Embedded.Storage;

namespace Milvus.Embedded.Compaction;

/// <summary>Runs compactions in the background, one after the other, and remembers how the last ones ended.</summary>
internal sealed class CompactionJobs(Store store) : IDisposable
{
    private const int Remembered = 1000;

    private readonly ConcurrentDictionary<long, CompactionJob> _jobs = new();
    private readonly ConcurrentQueue<long> _order = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly object _gate = new();
    private Task _last = Task.CompletedTask;

    public CompactionJob Start(CollectionEntry collection, long id, Action afterwards)
    {
        var job = new CompactionJob(id, collection.Id);
        _jobs[id] = job;
        _order.Enqueue(id);
        if (_order.Count > Remembered && _order.TryDequeue(out var oldest))
        {
            _jobs.TryRemove(oldest, out _);
        }

        lock (_gate)
        {
            _last = _last.ContinueWith(
                _ => Run(job, collection, afterwards),
                CancellationToken.None,
                TaskContinuationOptions.None,
                TaskScheduler.Default);
        }

        return job;
    }

    /// <summary>The jobs of a collection that are still remembered, the oldest first.</summary>
    public IReadOnlyList<CompactionJob> Of(long collectionId) =>
        [.. _jobs.Values.Where(job => job.CollectionId == collectionId).OrderBy(job => job.Id)];

    /// <summary>The job of an id, or null.</summary>
    public CompactionJob? Find(long id) => _jobs.GetValueOrDefault(id);

    public void Dispose()
    {
        _closing.Cancel();
        _last.Wait();
        _closing.Dispose();
    }

    private void Run(CompactionJob job, CollectionEntry collection, Action afterwards)
    {
        try
        {
            var (sources, targets) = new CollectionCompaction(collection, store, _closing.Token).Run();
            store.Shrink();
            job.Finish(sources, targets);
            afterwards();
        }
        catch (Exception exception)
        {
            // Nobody awaits this task: the failure is told by the state of the job. The rows are as they were.
            job.Fail($"{exception.GetType().Name}: {exception.Message}");
        }
    }
}
