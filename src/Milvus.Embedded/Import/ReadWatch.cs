using Milvus.Embedded.Errors;

namespace Milvus.Embedded.Import;

/// <summary>
/// Reads the files of an import on a thread of their own. A read that makes no progress is given up, so that it holds up no other import:
/// a disk of a network that does not answer, or a reader that a file leads into a loop. Nothing is written while files are read.
/// </summary>
internal sealed class ReadWatch(ImportProgress progress, TimeProvider time, TimeSpan limit, CancellationToken token)
{
    /// <summary>How long a read may make no progress.</summary>
    public static readonly TimeSpan DefaultLimit = TimeSpan.FromMinutes(10);

    private const int PollMilliseconds = 100;

    /// <summary>How long a database that is closed waits for a read to end.</summary>
    private const int CloseMilliseconds = 2000;

    /// <summary>Runs a read.</summary>
    /// <exception cref="ImportFailure">The read made no progress.</exception>
    public T Run<T>(Func<T> read)
    {
        var reading = Task.Factory.StartNew(read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var (steps, since) = (progress.Steps, time.GetTimestamp());
        while (Task.WaitAny([reading], PollMilliseconds) < 0)
        {
            if (token.IsCancellationRequested && Task.WaitAny([reading], CloseMilliseconds) < 0)
            {
                GiveUp(reading);
                throw new OperationCanceledException(token);
            }

            if (progress.Steps != steps || progress.IsWaiting)
            {
                (steps, since) = (progress.Steps, time.GetTimestamp());
            }
            else if (time.GetElapsedTime(since) > limit)
            {
                GiveUp(reading);
                throw new ImportFailure($"no byte and no row was read for {limit.TotalMinutes:0.#} minutes, so the import was given up");
            }
        }

        return reading.GetAwaiter().GetResult();
    }

    private static void GiveUp(Task reading) =>
        _ = reading.ContinueWith(
            static late => _ = late.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
}
