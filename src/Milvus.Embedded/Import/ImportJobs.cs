using System.Collections.Concurrent;
using Milvus.Embedded.Background;
using Milvus.Embedded.Building;
using Milvus.Embedded.Diagnostics;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Rows;
using Milvus.Embedded.Storage;
using Milvus.Protocol;

namespace Milvus.Embedded.Import;

/// <summary>Runs imports in the background, one at a time, and keeps the latest jobs.</summary>
internal sealed class ImportJobs : IDisposable
{
    private const int Remembered = 1000;

    private readonly Store _store;
    private readonly HybridClock _clock;
    private readonly IndexBuilds _builds;
    private readonly ConcurrentDictionary<long, ImportJobEntry> _jobs;
    private readonly ConcurrentDictionary<long, ImportProgress> _progress = new();
    private readonly BackgroundQueue _queue;
    private readonly object _gate = new();

    public ImportJobs(Store store, HybridClock clock, IndexBuilds builds, EngineFailures failures)
    {
        (_store, _clock, _builds, _queue) = (store, clock, builds, new BackgroundQueue(failures));
        _jobs = new(store.Read(sql => sql.ListImports()).ToDictionary(job => job.Id));
        // The rows are written in the transaction that marks the job as completed. So a job without the mark wrote nothing.
        foreach (var job in _jobs.Values.Where(job => !job.IsDone))
        {
            var ended = job with
            {
                State = ImportState.ImportFailed,
                Reason = new ImportFailure("the database was closed before the import was done").Message,
            };
            _jobs[job.Id] = ended;
            store.Note(sql => sql.SetImport(ended));
        }
    }

    /// <summary>How long the read of files may make no progress.</summary>
    public TimeSpan StallLimit { get; set; } = ReadWatch.DefaultLimit;

    /// <summary>Opens a file; tests replace it by one that does not answer.</summary>
    public Func<string, Stream> OpenSource { get; set; } = File.OpenRead;

    /// <summary>Stores an import job and starts it. A repeated idempotency key for the same collection returns the existing job.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="partition">The name of the partition; empty for the default one.</param>
    /// <param name="files">The files.</param>
    /// <param name="options">The options of the request.</param>
    /// <param name="idempotencyKey">The key that identifies the request; empty for none.</param>
    /// <param name="embed">Computes the outputs of TextEmbedding functions.</param>
    public ImportJobEntry Start(
        CollectionEntry collection,
        string partition,
        IReadOnlyList<string> files,
        IReadOnlyList<KeyValuePair> options,
        string idempotencyKey,
        Func<RequestRows, RequestRows> embed)
    {
        lock (_gate)
        {
            if (
                idempotencyKey.Length > 0
                && _jobs.Values.FirstOrDefault(other => other.Collection == collection.Id && other.IdempotencyKey == idempotencyKey)
                    is { } there)
            {
                return there;
            }

            var now = _clock.Next();
            var job = new ImportJobEntry(
                now,
                collection.Id,
                collection.Name,
                partition,
                files,
                options,
                idempotencyKey,
                ImportState.ImportPending,
                0,
                "",
                [],
                now,
                0);
            var old = _jobs.Count < Remembered ? null : _jobs.Values.Where(other => other.IsDone).MinBy(other => other.Id);
            _store.Write(sql =>
            {
                sql.SetImport(job);
                if (old is not null)
                {
                    sql.RemoveImport(old.Id);
                }
            });
            _jobs[job.Id] = job;
            if (old is not null)
            {
                _jobs.TryRemove(old.Id, out _);
            }

            // Nothing of the files of an import that failed was written.
            _queue.Add(new BackgroundJob("Import", job.Id), () => Run(job, collection, embed), reason => Fail(job, reason));
            return job;
        }
    }

    /// <summary>The job of an id, or null.</summary>
    public ImportJobEntry? Find(long id) => _jobs.GetValueOrDefault(id);

    /// <summary>The jobs in the order of their creation.</summary>
    public IReadOnlyList<ImportJobEntry> List() => [.. _jobs.Values.OrderBy(job => job.Id)];

    /// <summary>The progress of a job in percent.</summary>
    public int PercentOf(ImportJobEntry job) => job.State switch
    {
        ImportState.ImportCompleted => 100,
        ImportState.ImportStarted => _progress.GetValueOrDefault(job.Id)?.Percent ?? 0,
        _ => 0,
    };

    public void Dispose() => _queue.Dispose();

    private void Run(ImportJobEntry job, CollectionEntry collection, Func<RequestRows, RequestRows> embed)
    {
        // The database closes before the job begins. The next opening reports it.
        if (_queue.Closing.IsCancellationRequested)
        {
            return;
        }

        _jobs[job.Id] = job with { State = ImportState.ImportStarted };
        var progress = _progress[job.Id] = new ImportProgress();
        try
        {
            var watch = new ReadWatch(progress, _clock.Time, StallLimit, _queue.Closing);
            _jobs[job.Id] = new ImportRun(job, collection, _store, _clock, progress, watch, OpenSource, embed, _queue.Closing).Run();
            _builds.Start(collection);
        }
        finally
        {
            _progress.TryRemove(job.Id, out _);
        }
    }

    private void Fail(ImportJobEntry job, string reason)
    {
        try
        {
            End(job with { State = ImportState.ImportFailed, Reason = reason });
        }
        catch (Microsoft.Data.Sqlite.SqliteException exception)
        {
            // The job cannot be stored on a full disk. Its failure is then known until the database closes; the next opening marks it as
            // failed.
            _jobs[job.Id] = job with { State = ImportState.ImportFailed, Reason = $"{reason} ({exception.Message})" };
        }
    }

    private void End(ImportJobEntry job)
    {
        _store.Write(sql => sql.SetImport(job));
        _jobs[job.Id] = job;
    }
}
