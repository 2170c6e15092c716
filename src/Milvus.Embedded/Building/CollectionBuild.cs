using System.Collections.Concurrent;
using Milvus.Embedded.Background;
using Milvus.Embedded.Contract;
using Milvus.Embedded.Diagnostics;
using Milvus.Embedded.Index.Scalar;
using Milvus.Embedded.Index.Selection;
using Milvus.Embedded.Records;
using Milvus.Embedded.Segments;
using Milvus.Embedded.Storage;

namespace Milvus.Embedded.Building;

/// <summary>
/// The background task that builds the indexes of one collection. There is at most one, which runs until there are no more requests.
/// </summary>
internal sealed class CollectionBuild(
    CollectionEntry collection, Store store, TimeProvider time, EngineFailures failures, CancellationToken closing)
{
    private const string JobName = "BuildIndex";

    /// <summary>The rows of a collection that is not loaded are evicted after this time without writes.</summary>
    private static readonly TimeSpan _idle = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly ConcurrentDictionary<long, CancellationTokenSource> _cancels = new();
    private readonly ConcurrentDictionary<long, string> _failures = new();
    private Task _task = Task.CompletedTask;
    private bool _running;
    private bool _asked;

    /// <summary>Requests that the current rows are indexed.</summary>
    public void Request()
    {
        lock (_gate)
        {
            _asked = true;
            if (!_running && !closing.IsCancellationRequested)
            {
                _running = true;
                _task = Task.Run(RunAsync, CancellationToken.None);
            }
        }
    }

    /// <summary>Why the build of an index failed; null if it did not.</summary>
    public string? FailureOf(IndexEntry index) => _failures.GetValueOrDefault(index.Id);

    public void Cancel(IndexEntry index) => CancelOf(index).Cancel();

    public void CancelAll()
    {
        foreach (var cancel in _cancels.Values)
        {
            cancel.Cancel();
        }
    }

    /// <summary>Waits for the end of the task. The closing token must be cancelled before.</summary>
    public void Wait() => _task.Wait();

    private async Task RunAsync()
    {
        while (TakeRequest())
        {
            try
            {
                foreach (var index in collection.Indexes)
                {
                    Attempt(index, index.Field.DataType.IsVector() ? Build : TakeUp);
                }

                if (!collection.Loaded && collection.Runtime.Segment is not null)
                {
                    await Task.Delay(_idle, time, closing).ConfigureAwait(false);
                    EvictIfIdle();
                }
            }
            catch (OperationCanceledException) when (closing.IsCancellationRequested)
            {
                // The database closes. The remaining rows are indexed after it is opened again.
                lock (_gate)
                {
                    _running = false;
                    return;
                }
            }
            catch (Exception exception)
            {
                // The failure does not belong to one index, so no state contains it. The rows stay in memory until the next request.
                failures.Report(JobName, collection.Id, exception);
            }
        }
    }

    private bool TakeRequest()
    {
        lock (_gate)
        {
            _running = _asked && !collection.Dropped;
            _asked = false;
            return _running;
        }
    }

    private void Attempt(IndexEntry index, Action<IndexEntry, CancellationToken> build)
    {
        try
        {
            build(index, CancelOf(index).Token);
            _failures.TryRemove(index.Id, out _);
        }
        catch (OperationCanceledException) when (!closing.IsCancellationRequested)
        {
            // The index was dropped.
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Nothing awaits this task. DescribeIndex reports the failure.
            _failures[index.Id] = new BackgroundJob(JobName, index.Id).Fail(failures, exception);
        }
    }

    private void Build(IndexEntry index, CancellationToken token)
    {
        if (!NeedsRows(index))
        {
            return;
        }

        var segment = collection.Runtime.Acquire(store, token);
        // An index may be created, or rows may become many, after they were read.
        VectorPlacement.Apply(segment.Columns, [index], segment.Current.Rows, store.Path);
        var built = IndexBuilds.GetIndex(segment, index);
        if (built.Structure is null)
        {
            built.Begin(store.ReadGraph(index, collection.Generation, token));
        }

        built.Build(segment.Current.Rows, token);
        Keep(segment, index, built);
    }

    /// <summary>Sorts the values of a scalar index. They are not stored, because loading them would take as long.</summary>
    private void TakeUp(IndexEntry index, CancellationToken token)
    {
        if (collection.Loaded && ScalarIndex.IsBuilt(index))
        {
            var segment = collection.Runtime.Acquire(store, token);
            segment.Scalars.GetOrAdd(index.Id, _ => ScalarIndex.Over(segment.Columns, index)!).TakeUp(segment.Current.Rows, token);
        }
    }

    /// <summary>
    /// Whether the rows are needed in memory. The rows of a loaded collection are always indexed; other rows are read only for a graph that
    /// does not contain them all.
    /// </summary>
    private bool NeedsRows(IndexEntry index)
    {
        var rows = collection.Partitions.Sum(partition => partition.Rows);
        return collection.Loaded
            || (IndexBuilds.HasGraph(index, rows) && store.Read(sql => sql.CountKeptRows(index, collection.Generation)) < rows);
    }

    /// <summary>Stores the graph if enough rows were added since it was last stored, and always before the rows are evicted.</summary>
    private void Keep(MemorySegment segment, IndexEntry index, BuiltIndex built)
    {
        var count = built.Structure!.Count;
        var kept = store.Read(sql => sql.CountKeptRows(index, collection.Generation));
        if (count == kept || (collection.Loaded && count - kept < count / 10))
        {
            return;
        }

        using var stream = new MemoryStream();
        built.Structure.Save(stream);
        if (stream.Length == 0)
        {
            return;
        }

        lock (collection.Gate)
        {
            // Meanwhile the rows may have new numbers, or the index may be dropped.
            if (!collection.Dropped && collection.Runtime.Segment == segment && collection.Indexes.Contains(index))
            {
                store.KeepGraph(index, collection.Generation, count, stream.GetBuffer().AsMemory(0, (int)stream.Length));
            }
        }
    }

    private void EvictIfIdle()
    {
        lock (collection.Gate)
        {
            lock (_gate)
            {
                if (!collection.Loaded && !_asked)
                {
                    collection.Runtime.Evict();
                }
            }
        }
    }

    private CancellationTokenSource CancelOf(IndexEntry index) =>
        _cancels.GetOrAdd(index.Id, _ => CancellationTokenSource.CreateLinkedTokenSource(closing));
}
