using System.Globalization;
using Milvus.Core.Calls;

namespace Milvus.Client.ObjectStores;

/// <summary>
/// Sends a file to an object store: as a whole or in parts, several at once. An object appears only when it is complete, and its length is
/// compared with that of the file.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="parallel">The number of parts that are sent at once.</param>
/// <param name="partSize">The wanted size of parts.</param>
/// <param name="call">The messages of the cmdlet.</param>
internal sealed class FileUpload(ObjectStore store, int parallel, long partSize, CallContext call)
{
    private static readonly TimeSpan _timeToAbort = TimeSpan.FromSeconds(10);

    /// <summary>Sends a file under its name.</summary>
    /// <param name="file">The file.</param>
    /// <param name="replace">Whether an object with other content is replaced.</param>
    /// <param name="progress">Receives the number of sent bytes.</param>
    /// <param name="token">Cancels; the parts that were sent are removed.</param>
    /// <exception cref="MilvusException">The file cannot be read, changed meanwhile, or the store refuses it.</exception>
    internal async Task<ImportFile> SendAsync(SentFile file, bool replace, IProgress<WaitProgress>? progress, CancellationToken token)
    {
        var started = DateTime.UtcNow;
        var name = store.GetName(Path.GetFileName(file.Path));
        var plan = PartPlan.Create(file.Path, file.Length, partSize, store.Limits);
        await file.HashAsync(plan, token).ConfigureAwait(false);
        var sent = await IsThereAsync(name, file, replace, token).ConfigureAwait(false);
        if (!sent)
        {
            await SendAsync(name, file, plan, new SentBytes(file.Length, progress).Add, token).ConfigureAwait(false);
            await CheckAsync(name, file, token).ConfigureAwait(false);
        }

        return new ImportFile
        {
            File = name,
            Bucket = store.Bucket,
            Uri = store.GetUri(name),
            Path = file.Path,
            Length = file.Length,
            Sha256 = file.Sha256,
            Parts = sent ? 0 : plan.Count,
            Skipped = sent,
            Duration = DateTime.UtcNow - started,
        };
    }

    // The same file again is not sent again, so that a command that ended in the middle continues.
    private async Task<bool> IsThereAsync(string name, SentFile file, bool replace, CancellationToken token)
    {
        var (known, there) = await store.FindAsync(name, token).ConfigureAwait(false);
        if (!known)
        {
            call.SayOnce($"Whether {name} exists is unknown: the permission to read it is missing. It is replaced if it exists.");
        }

        if (there is null)
        {
            return false;
        }

        if (there.Length == file.Length && there.Sha256 == file.Sha256)
        {
            call.Verbose.Enqueue($"{name} is already in {store.Bucket}, with the same content.");
            return true;
        }

        return replace
            ? false
            : throw new MilvusException(
                MilvusErrorId.AlreadyExists,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{store.GetUri(name)} exists already, with other content ({there.Length:N0} bytes; the file has {file.Length:N0})."))
            {
                RecommendedAction = "Use another -Destination, or -Force to replace it.",
            };
    }

    private async Task SendAsync(string name, SentFile file, PartPlan plan, Action<int> sent, CancellationToken token)
    {
        try
        {
            if (plan.IsWhole)
            {
                await store.PutAsync(name, file, plan, sent, token).ConfigureAwait(false);
                file.CheckUnchanged();
            }
            else
            {
                await SendPartsAsync(name, file, plan, sent, token).ConfigureAwait(false);
            }
        }
        catch (StoreFaultException fault)
        {
            file.CheckUnchanged();
            throw fault.Error.With($"{fault.Error.Message} The file changed while it was sent, or was damaged on the way.");
        }
    }

    private async Task SendPartsAsync(string name, SentFile file, PartPlan plan, Action<int> sent, CancellationToken token)
    {
        var upload = await store.BeginAsync(name, file, token).ConfigureAwait(false);
        try
        {
            var tags = new string[plan.Count];
            await Parallel
                .ForEachAsync(
                    Enumerable.Range(0, plan.Count),
                    new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = token },
                    async (part, stop) =>
                        tags[part] = await store.PutPartAsync(name, upload, file, plan, part, sent, stop).ConfigureAwait(false))
                .ConfigureAwait(false);
            file.CheckUnchanged();
            await store.CompleteAsync(name, upload, file, tags, token).ConfigureAwait(false);
        }
        catch
        {
            await AbortAsync(name, upload).ConfigureAwait(false);
            throw;
        }
    }

    // Parts that were sent cost money until they are removed. Ctrl-C has cancelled the token of the upload.
    private async Task AbortAsync(string name, string upload)
    {
        using var limit = new CancellationTokenSource(_timeToAbort);
        try
        {
            await store.AbortAsync(name, upload, limit.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is MilvusException or OperationCanceledException)
        {
            call.Warnings.Enqueue(
                $"The parts of {name} that were sent could not be removed ({failure.Message}). "
                    + "Abort the upload with the tools of the store, or let a lifecycle rule do it.");
        }
    }

    private async Task CheckAsync(string name, SentFile file, CancellationToken token)
    {
        var (known, there) = await store.FindAsync(name, token).ConfigureAwait(false);
        if (known && there?.Length != file.Length)
        {
            throw new MilvusException(
                MilvusErrorId.ProtocolError,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{store.GetUri(name)} {(there is null ? "does not exist" : $"has {there.Length:N0} bytes")} after the upload of "
                        + $"{file.Length:N0} bytes, which the store reported as complete."))
            {
                RecommendedAction = "Repeat the command; if it happens again, ask the operator of the store.",
            };
        }
    }

    private sealed class SentBytes(long length, IProgress<WaitProgress>? progress)
    {
        private long _sent;

        internal void Add(int more)
        {
            var sent = Math.Min(Interlocked.Add(ref _sent, more), length);
            progress?.Report(
                new WaitProgress(
                    length > 0 ? (int)(100 * sent / length) : 100,
                    string.Create(CultureInfo.InvariantCulture, $"{sent / 1e6:N1} of {length / 1e6:N1} MB"))
                {
                    Done = sent / 1e6,
                    Total = length / 1e6,
                    Unit = "MB",
                });
        }
    }
}
