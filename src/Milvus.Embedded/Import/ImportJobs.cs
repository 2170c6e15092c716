using System.Collections.Concurrent;
using Milvus.Embedded.Background;
using Milvus.Embedded.Building;
using Milvus.Embedded.Diagnostics;
using Milvus.Embedded.Errors;
using Milvus.Embedded.Records;
using Milvus.Embedded.Storage;
using Milvus.Protocol;

namespace Milvus.Embedded.Import;

/// <summary>Runs imports in the background, one after the other, and remembers the last ones.</summary>
internal sealed class ImportJobs : IDisposable
{
    private const int Remembered = 1000;

    private readonly Store _store;
    private readonly HybridClock _clock;
    private readonly IndexBuilds _builds;
    private readonly ConcurrentDictionary<long, ImportJobEntry> _jobs;
    private readonly ConcurrentDictionary<long, ImportProgress> _progress = new();
    private readonly EngineFailures _failures;
    private readonly BackgroundQueue _queue = new();
    private readonly object _gate = new();

    public ImportJobs(Store store, HybridClock clock, IndexBuilds builds, EngineFailures failures)
    {
        (_store, _clock, _builds, _failures) = (store, clock, builds, failures);
        _jobs = new(store.Read(sql => sql.Imports()).ToDictionary(job => job.Id));
        // Rows come with the note that the job is done: what is not noted did not happen.
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

    /// <summary>Notes an import and starts it. The same key for the same collection gives the job that has it.</summary>
    public ImportJobEntry Start(
        CollectionEntry collection,
        string partition,
        IReadOnlyList<string> files,
        IReadOnlyList<KeyValuePair> options,
        string idempotencyKey)
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

            _queue.Add(() => Run(job, collection));
            return job;
        }
    }

    /// <summary>The job of an id, or null.</summary>
    public ImportJobEntry? Find(long id) => _jobs.GetValueOrDefault(id);

    /// <summary>The jobs there are, in the order of their making.</summary>
    public IReadOnlyList<ImportJobEntry> List() => [.. _jobs.Values.OrderBy(job => job.Id)];

    /// <summary>How far a job is, in percent.</summary>
    public int PercentOf(ImportJobEntry job) => job.State switch
    {
        ImportState.ImportCompleted => 100,
        ImportState.ImportStarted => _progress.GetValueOrDefault(job.Id)?.Percent ?? 0,
        _ => 0,
    };

    public void Dispose() => _queue.Dispose();

    private void Run(ImportJobEntry job, CollectionEntry collection)
    {
        // Not begun when the database closes: the next opening says so.
        if (_queue.Closing.IsCancellationRequested)
        {
            return;
        }

        _jobs[job.Id] = job with { State = ImportState.ImportStarted };
        var progress = _progress[job.Id] = new ImportProgress();
        try
        {
            _jobs[job.Id] = new ImportRun(job, collection, _store, _clock, progress, _queue.Closing).Run();
            _builds.Start(collection);
        }
        catch (OperationCanceledException)
        {
            // The database closes; the next opening notes that the import was not done.
        }
        catch (Exception exception)
        {
            // Nobody awaits this task: the state of the job says that it failed. Nothing of the files was written.
            var expected = exception is ImportFailure or MilvusError;
            if (!expected)
            {
                _failures.Report("Import", job.Id, exception);
            }

            Fail(job, expected ? exception.Message : $"{exception.GetType().Name}: {exception.Message}");
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
            // A full disk lets nothing be noted either; then it is known until the database closes, and as not done afterwards.
            _jobs[job.Id] = job with { State = ImportState.ImportFailed, Reason = $"{reason} ({exception.Message})" };
        }
    }

    private void End(ImportJobEntry job)
    {
        _store.Write(sql => sql.SetImport(job));
        _jobs[job.Id] = job;
    }
}
